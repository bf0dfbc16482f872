"""What is sent to record or look up, and what comes back."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from verify.api.limits import AUTHOR_MAX_CHARS, BATCH_MOST, MEMBERS_MOST
from verify.api.serializers.codes import (
    ANCHOR_STATES,
    BANDS,
    HOWS,
    PARTY_KINDS,
    RECORD_FORMS,
    RECORD_KINDS,
    RECORD_STATES,
    RECORD_STEPS,
)
from verify.api.serializers.fields import FingerprintField, LinkField, Sha256Field, UploadField, text_or_null
from verify.api.serializers.problem import ProblemSerializer

OWN_CHAIN = "This installation's own chain, which proves nothing to outsiders."


@extend_schema_field({"type": "string", "pattern": "^[a-z][a-z0-9_-]{0,31}$"})
class RoleField(serializers.CharField):
    """What a part is to its work: `headline`, `text`, `image`."""


@extend_schema_field({"type": "string", "pattern": "^0x[0-9a-f]{64}$"})
class TransactionField(serializers.CharField):
    """A transaction on a chain."""


@extend_schema_field({"type": "string", "pattern": "^[a-z0-9][a-z0-9!#$&^_.+-]{0,48}/[a-z0-9][a-z0-9!#$&^_.+-]{0,48}$"})
class MediaTypeField(serializers.CharField):
    """`type/subtype` in lower case, without parameters."""


@extend_schema_field({"type": "string", "pattern": "^[A-Za-z0-9_-]{22}$"})
class RecordIdField(serializers.CharField):
    """The id of a record."""


@extend_schema_field({"type": "string", "pattern": "^[A-Za-z0-9]{22}$"})
class AuthorIdField(serializers.CharField):
    """The id of an author."""


class MemberSerializer(serializers.Serializer):
    """One part of a work."""

    role = RoleField(help_text="What the part is: `headline`, `text`, `image` or a word of yours.")
    sha256 = Sha256Field(help_text="Of its bytes; of text in the spelling that docs/records.md names.")


class RecordContentSerializer(serializers.Serializer):
    """One content to record, by its digest; the bytes stay with you."""

    form = serializers.ChoiceField(
        choices=RECORD_FORMS, help_text="`open` is public and for ever; `sealed` shows only salted commitments."
    )
    sha256 = Sha256Field(help_text="Of the bytes.")
    media_type = MediaTypeField(required=False, help_text="Open records only.")
    previous = RecordIdField(required=False, help_text="The open record that this was edited from; open records only.")


class RecordWorkSerializer(serializers.Serializer):
    """A work with its parts; each part is found by its own digest."""

    form = serializers.ChoiceField(choices=RECORD_FORMS)
    members = serializers.ListField(child=MemberSerializer(), min_length=1, max_length=MEMBERS_MOST)


class RecordUploadSerializer(serializers.Serializer):
    """A file to record: it is hashed and forgotten."""

    form = serializers.ChoiceField(choices=RECORD_FORMS)
    file = UploadField(help_text="The file exactly as it is. Its name is not read.")


class LookupDigestSerializer(serializers.Serializer):
    """A digest to look up."""

    sha256 = Sha256Field(help_text="Of the bytes.")


class LookupTransactionSerializer(serializers.Serializer):
    """A transaction to look up."""

    tx = TransactionField(help_text="Which checkpoint does this transaction anchor?")


class LookupLinkSerializer(serializers.Serializer):
    """A link to look up: open records that were recorded under it. It is not fetched."""

    url = LinkField(help_text="As it was published; traces of networks such as `utm_source` do not matter.")


class LookupAuthorSerializer(serializers.Serializer):
    """An author to look up."""

    author = serializers.CharField(
        max_length=AUTHOR_MAX_CHARS,
        help_text="An address, the id of an author here, a domain or a `did:web` name.",
    )


class LookupFingerprintSerializer(serializers.Serializer):
    """Codes to look up in place of the medium."""

    fingerprint = FingerprintField()


class LookupUploadSerializer(serializers.Serializer):
    """A file to look up: it is hashed and forgotten."""

    file = UploadField(help_text="The file exactly as it is. Its name is not read.")


@extend_schema_field({"description": "As for POST records; with `fingerprints` and `link` where wanted."})
class AnyItemField(serializers.JSONField):
    """Read by itself, so that one that does not fit stops no other."""


class RecordBatchSerializer(serializers.Serializer):
    """Many records."""

    records = serializers.ListField(child=AnyItemField(), min_length=1, max_length=BATCH_MOST)


class RecorderSerializer(serializers.Serializer):
    """Who recorded something; that is not thereby its author."""

    name = serializers.CharField(help_text="The account's name here. People are not named.")


class RecordLinksSerializer(serializers.Serializer):
    """Where to go from here, on this installation."""

    self = serializers.CharField(help_text="This record.")
    bundle = serializers.CharField(help_text="Everything to check it offline, as one zip.")
    page = serializers.CharField(help_text="The same record as a page.")


class MomentSerializer(serializers.Serializer):
    """One end of an interval, and what it rests on."""

    at = serializers.DateTimeField()
    source = serializers.CharField(help_text="`block`, `witnesses`, `authority` or `calendar`.")
    chain_id = serializers.IntegerField(allow_null=True)
    block_number = serializers.IntegerField(allow_null=True)
    block_hash = text_or_null(help_text="Of that block.")
    development = serializers.BooleanField(help_text=OWN_CHAIN)


class IntervalSerializer(serializers.Serializer):
    """The record was written between the two; the file existed by the second and may be much older."""

    not_before = MomentSerializer(allow_null=True, help_text="It was written after this; null where nothing shows it.")
    by = MomentSerializer(
        allow_null=True, help_text="It was written by then; null while nobody outside vouches for it."
    )


class AnchorSerializer(serializers.Serializer):
    """What somebody else holds of a checkpoint that covers the record."""

    kind = serializers.CharField(help_text="`evm`, `rfc3161` or `opentimestamps`.")
    state = serializers.ChoiceField(choices=ANCHOR_STATES)
    size = serializers.IntegerField(allow_null=True, help_text="Entries that the anchored tree has.")
    at = serializers.DateTimeField(allow_null=True)
    chain_id = serializers.IntegerField(allow_null=True)
    block_number = serializers.IntegerField(allow_null=True)
    transaction = text_or_null(help_text="On a chain.")
    authority = text_or_null(help_text="A time-stamp authority or a calendar.")
    development = serializers.BooleanField(help_text=OWN_CHAIN)


class AnchoredSerializer(AnchorSerializer):
    """A checkpoint that a transaction anchors; every record below its size was there."""

    root = Sha256Field()


class CosignedSerializer(serializers.Serializer):
    """Other operators that cosigned."""

    by = serializers.ListField(child=serializers.CharField())
    asked = serializers.IntegerField(min_value=0)
    holds = serializers.BooleanField(help_text="Enough separate operators; below that there is only our own word.")


class CoveringSerializer(serializers.Serializer):
    """A checkpoint that covers the record."""

    size = serializers.IntegerField(min_value=1)
    root = Sha256Field()
    cosigned = CosignedSerializer()


class LogNameSerializer(serializers.Serializer):
    """The log."""

    origin = serializers.CharField()
    id = text_or_null(help_text="SHA-256 of its verifier key; null until the record has its place.")


class RecordSerializer(serializers.Serializer):
    """One record and how far it is proven."""

    id = RecordIdField(help_text="Unguessable. A sealed record is read by its own team only.")
    form = serializers.ChoiceField(choices=RECORD_FORMS)
    kind = serializers.ChoiceField(choices=RECORD_KINDS)
    state = serializers.ChoiceField(choices=RECORD_STATES, help_text="`waiting`: durable, and on its way to the log.")
    created = serializers.DateTimeField(help_text="By our own clock, which proves nothing to outsiders.")
    recorder = RecorderSerializer()
    sha256 = Sha256Field(allow_null=True, help_text="Null for what is sealed.")
    media_type = text_or_null(help_text="As its recorder says.")
    members = MemberSerializer(many=True)
    previous = text_or_null(help_text="The record that this one is about.")
    retracted = serializers.BooleanField()
    hidden = serializers.BooleanField(help_text="An operator took it out of display; the entry stays on the log.")
    log = LogNameSerializer()
    index = serializers.IntegerField(allow_null=True, help_text="Its number on the log, for ever.")
    leaf_hash = Sha256Field(help_text="RFC 6962.")
    checkpoint = CoveringSerializer(allow_null=True)
    time = IntervalSerializer()
    anchors = AnchorSerializer(many=True)
    readable = serializers.BooleanField(help_text="False where the log cannot be read now; says nothing of the record.")
    links = RecordLinksSerializer()


class OnRecordSerializer(serializers.Serializer):
    """One open record that was found."""

    id = RecordIdField()
    recorder = RecorderSerializer()
    kind = serializers.ChoiceField(choices=RECORD_KINDS)
    role = text_or_null(help_text="Where the bytes are one part of a work: which.")
    index = serializers.IntegerField(allow_null=True)
    states = serializers.ListField(child=serializers.ChoiceField(choices=RECORD_STEPS))
    time = IntervalSerializer()
    links = RecordLinksSerializer()


class SimilarSerializer(serializers.Serializer):
    """A recorded work that the codes point to. Nothing confirms it: only the pixels could, and they were not sent."""

    how = serializers.ChoiceField(choices=HOWS, help_text="By which codes.")
    band = serializers.ChoiceField(choices=BANDS, help_text="How near, coarsely; never a distance.")
    record = OnRecordSerializer()


class PartyLinksSerializer(serializers.Serializer):
    """Where to go from an author, on this installation."""

    self = serializers.CharField(help_text="The author.")
    page = serializers.CharField(help_text="The same as a page.")


class PartySerializer(serializers.Serializer):
    """A person, an organisation or a service. The name is their own word, until a binding backs it."""

    id = AuthorIdField()
    kind = serializers.ChoiceField(choices=PARTY_KINDS)
    name = serializers.CharField()
    links = PartyLinksSerializer()


class LookupSerializer(serializers.Serializer):
    """What was found. An empty list says nothing against anything: most files are on no record, and sealed records
    answer nobody."""

    sha256 = Sha256Field(allow_null=True)
    tx = text_or_null(help_text="The transaction that was asked for.")
    author = PartySerializer(allow_null=True, help_text="Who here goes by the `author` that was asked for.")
    records = OnRecordSerializer(many=True)
    anchors = AnchoredSerializer(many=True)
    similar = SimilarSerializer(many=True, help_text="Only for `fingerprint`.")


class RecordedItemSerializer(serializers.Serializer):
    """What became of one record of many."""

    status = serializers.IntegerField(min_value=200, max_value=599, help_text="As if it had been sent alone.")
    record = RecordSerializer(allow_null=True)
    findable = serializers.BooleanField(help_text="Whether altered copies of it are found by the codes that were sent.")
    problem = ProblemSerializer(allow_null=True)


class RecordedBatchSerializer(serializers.Serializer):
    """What became of each, in their order."""

    records = RecordedItemSerializer(many=True)
