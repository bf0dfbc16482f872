"""The shapes of consents, campaigns and objections."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from provenance.statements.purposes import PURPOSES
from verify.api.consents.intake import MEMBERS_MOST
from verify.api.serializers.fields import Sha256Field, text_or_null
from verify.api.serializers.report import FindingSerializer
from verify.api.statements.serializers import (
    DocumentField,
    SignatureSerializer,
    SignedField,
    StatementIdField,
    StatementLinksSerializer,
    StatementRecordSerializer,
)
from verify.consents.models.objections import Category, ObjectionState
from verify.consents.services.objections import MOST_CONTACT, MOST_PLACES, MOST_WORDS

TRACKS = ("picture", "voice")
VOUCHED = ("counted", "bound", "nobody")
CATEGORIES = tuple(Category.values)
OBJECTION_STATES = tuple(ObjectionState.values)
USES = tuple(PURPOSES)


@extend_schema_field({"type": "string", "pattern": "^[A-Za-z0-9_-]{22}$"})
class ObjectionIdField(serializers.CharField):
    """Unguessable: whoever has it may read how the objection stands."""


class RecordConsentSerializer(serializers.Serializer):
    """A signed Consent, or a signed Revocation of one."""

    signed = SignedField(help_text="A draft of type `Consent` or `Revocation` with signer and signature.")


class ConsentSerializer(serializers.Serializer):
    """A consent to a likeness, or its revocation. Whether its giver is who a work shows is not checked."""

    id = StatementIdField()
    type = serializers.CharField(help_text="`Consent` or `Revocation`.")
    signed = DocumentField(allow_null=True, help_text="What was signed, with its signature.")
    signature = SignatureSerializer()
    giver = text_or_null(help_text="How the signer's key calls itself here.")
    vouched = serializers.ChoiceField(
        choices=VOUCHED,
        allow_null=True,
        help_text="`counted` by your organisation, `bound` to a domain that names the key, or by `nobody`.",
    )
    campaign = text_or_null(help_text="The name of the campaign, if it is for one.")
    revokes = text_or_null(help_text="Of a revocation: the consent.")
    revoked = serializers.DateTimeField(allow_null=True, help_text="From when on it does not count any more.")
    record = StatementRecordSerializer(allow_null=True)
    links = StatementLinksSerializer()


class ConsentCheckSerializer(serializers.Serializer):
    """One use of one work."""

    sha256 = Sha256Field(help_text="Of the work.")
    tracks = serializers.ListField(
        child=serializers.ChoiceField(choices=TRACKS),
        min_length=1,
        max_length=2,
        help_text="What is asked about.",
    )
    purpose = serializers.ChoiceField(
        choices=USES, required=False, help_text="What it is used for. A consent for another purpose does not count."
    )
    grantee = serializers.RegexField(
        "^0x[0-9a-fA-F]{40}$", required=False, help_text="Who uses it; a consent given to somebody else does not count."
    )


class ConsentCheckedSerializer(serializers.Serializer):
    """What is on record about a use. That nothing is on record says nothing: it is stated, not judged."""

    sha256 = Sha256Field()
    findings = FindingSerializer(many=True)
    covered_by = serializers.ListField(
        child=StatementIdField(), help_text="The consents that together cover every track that was asked about."
    )


class OpenCampaignSerializer(serializers.Serializer):
    """A campaign whose works are fixed from then on."""

    name = serializers.CharField(min_length=1, max_length=100, help_text="The number is worked out from it.")
    members = serializers.ListField(
        child=Sha256Field(), min_length=1, max_length=MEMBERS_MOST, help_text="The SHA-256 of each work."
    )


class CampaignSerializer(serializers.Serializer):
    """What somebody signs who consents to a campaign: `id` as `content`, and `members_root`."""

    id = Sha256Field(help_text="SHA-256 over name and nonce: see docs/consents.md.")
    name = serializers.CharField()
    members_root = Sha256Field(help_text="RFC 9162 Merkle root over the members in ascending order.")
    size = serializers.IntegerField(min_value=1)
    nonce = Sha256Field()


class ObjectionRequestSerializer(serializers.Serializer):
    """What is objected to. What is told is kept encrypted and destroyed afterwards."""

    category = serializers.ChoiceField(choices=CATEGORIES)
    words = serializers.CharField(min_length=1, max_length=MOST_WORDS, help_text="What is wrong.")
    places = serializers.CharField(required=False, allow_blank=True, max_length=MOST_PLACES)
    contact = serializers.CharField(required=False, allow_blank=True, max_length=MOST_CONTACT)
    represents = serializers.BooleanField(required=False, help_text="Sent by somebody who speaks for who is shown.")
    sha256 = Sha256Field(required=False, help_text="Of the work. Of `intimate` material none is taken.")


class ObjectionLinksSerializer(serializers.Serializer):
    """Where to go from here."""

    self = serializers.CharField()
    page = serializers.CharField()


class ObjectionSerializer(serializers.Serializer):
    """How an objection stands."""

    id = ObjectionIdField()
    category = serializers.ChoiceField(choices=CATEGORIES)
    state = serializers.ChoiceField(choices=OBJECTION_STATES)
    answer = text_or_null(help_text="The desk's answer, one word of a list.")
    created = serializers.DateTimeField()
    readings = serializers.IntegerField(min_value=0, help_text="How often the desk opened what was told.")
    erased = serializers.BooleanField(help_text="What was told is destroyed.")
    links = ObjectionLinksSerializer()
