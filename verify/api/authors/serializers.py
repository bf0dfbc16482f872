"""The shapes of authors."""

from __future__ import annotations

from rest_framework import serializers

from verify.api.serializers.codes import DIRECTIONS, PARTY_KINDS, SCOPES, STANDINGS
from verify.api.serializers.fields import text_or_null, words
from verify.api.serializers.record import OWN_CHAIN, AuthorIdField, PartyLinksSerializer, PartySerializer
from verify.api.statements.serializers import StatementIdField, WarningSerializer

REASON = "One word where it ended: `lost`, `stolen`, `rotated`, `left`, `withdrawn`, `unspecified`."


class WrittenSerializer(serializers.Serializer):
    """When something was put on record: after `not_before`, by `by`; null where nobody outside vouches for that end."""

    record = text_or_null(help_text="The id of the record.")
    not_before = serializers.DateTimeField(allow_null=True)
    by = serializers.DateTimeField(allow_null=True)
    development = serializers.BooleanField(help_text=OWN_CHAIN)


class KeySerializer(serializers.Serializer):
    """An address that signed that it is this author's."""

    address = serializers.CharField(help_text="With EIP-55 capitals.")
    chain_id = serializers.IntegerField()
    scheme = text_or_null(help_text="`eoa`: a key; `contract`: a contract wallet.")
    desk = serializers.BooleanField(help_text="The installation's signer holds it for the organisation.")
    claim = StatementIdField(allow_null=True, help_text="The signed claim.")
    claimed = WrittenSerializer()
    revoked = serializers.DateTimeField(allow_null=True, help_text="From when on it is nobody's any more.")
    reason = text_or_null(help_text=REASON)
    replaced_by = text_or_null(help_text="The address that took its place.")


class DelegationSerializer(serializers.Serializer):
    """An organisation's key lets another key sign for it."""

    id = StatementIdField(help_text="Of the signed delegation.")
    direction = serializers.ChoiceField(choices=DIRECTIONS, help_text="By this author, or to it.")
    struct_hash = serializers.RegexField("^0x[0-9a-f]{64}$", help_text="By which statements name it.")
    organisation = PartySerializer(allow_null=True)
    organisation_address = serializers.CharField()
    delegate = PartySerializer(allow_null=True)
    delegate_address = serializers.CharField()
    scopes = serializers.ListField(child=serializers.ChoiceField(choices=SCOPES))
    valid_from = serializers.DateTimeField()
    valid_to = serializers.DateTimeField()
    recorded = WrittenSerializer()
    revoked = serializers.DateTimeField(allow_null=True)
    reason = text_or_null(help_text=REASON)


class BindingSerializer(serializers.Serializer):
    """What outside backs the name; it counts while both sides say so."""

    kind = serializers.CharField(help_text="How: a certificate, `did_web`, `well_known`, `dns_txt`, `trust_txt`.")
    name = serializers.CharField(help_text="The domain, or what the certificate names.")
    standing = serializers.ChoiceField(choices=STANDINGS, help_text="`unreachable` is never `gone`.")
    checked_at = serializers.DateTimeField(allow_null=True)


class StatementLineSerializer(serializers.Serializer):
    """One statement of an author, or one that was signed for it."""

    id = StatementIdField()
    act = serializers.CharField()
    role = serializers.CharField()
    sha256 = text_or_null(help_text="Of what it is about.")
    stated = serializers.DateTimeField(allow_null=True, help_text="By the signer's own clock: a claim.")
    retracted = serializers.BooleanField()
    corrected = serializers.BooleanField()
    warnings = WarningSerializer(
        many=True, help_text="What speaks against relying on it, as `GET statements/{id}` says."
    )
    recorded = WrittenSerializer()


class AuthorSerializer(serializers.Serializer):
    """Who signs here: keys, what backs the name, for whom it signs, and what it signed."""

    id = AuthorIdField()
    kind = serializers.ChoiceField(choices=PARTY_KINDS)
    name = serializers.CharField(help_text="Their own word, until a binding backs it.")
    since = serializers.DateTimeField(help_text="By our own clock.")
    keys = KeySerializer(many=True)
    bindings = BindingSerializer(many=True, help_text="Strongest kinds first.")
    delegations = DelegationSerializer(many=True)
    counted_by = words(help_text="Some of the organisations here that go by what this author signed.")
    statements = StatementLineSerializer(many=True, help_text="Newest first, at most 50.")
    next = text_or_null(help_text="Send it as `before` for the ones before these; null at the end.")
    links = PartyLinksSerializer()
