"""The shapes of signed statements, checks and drafts."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from provenance.statements.drafting import FILLERS
from provenance.statements.posts import MOST_CHARS
from provenance.statements.wire import SCHEMA
from verify.api.limits import AUTHOR_MAX_CHARS, CHECKS_MOST, LINK_MAX_CHARS
from verify.api.serializers.codes import RECORD_FORMS, RECORD_STATES, SIGNATURE_STATES, SIGNED_TYPES
from verify.api.serializers.fields import Sha256Field, UploadField, text_or_null
from verify.api.serializers.problem import ProblemSerializer
from verify.api.serializers.record import (
    IntervalSerializer,
    PartySerializer,
    RecordIdField,
    RecordLinksSerializer,
)
from verify.api.serializers.report import FindingSerializer

BYTES32 = "^0x[0-9a-f]{64}$"
ADDRESS = "^0x[0-9a-fA-F]{40}$"
SIGNATURE = "^0x([0-9a-f]{2})+$"


def _exactly(**members: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": members, "required": list(members), "additionalProperties": False}


SIGNED = _exactly(
    schema={"type": "string", "enum": [SCHEMA]},
    type={"type": "string", "enum": list(SIGNED_TYPES)},
    domain=_exactly(
        chainId={"type": "integer", "minimum": 1}, verifyingContract={"type": "string", "pattern": ADDRESS}
    ),
    message={"type": "object", "additionalProperties": True},
    signer={"type": "string", "pattern": ADDRESS},
    signature={"type": "string", "pattern": SIGNATURE},
)


@extend_schema_field(SIGNED)
class SignedField(serializers.DictField):
    """One `firstlight.signed/1`: the message, its domain, the address that signed and the signature."""


@extend_schema_field({"type": "object", "additionalProperties": True})
class DocumentField(serializers.DictField):
    """An object of its own form."""


@extend_schema_field({"type": "string", "pattern": "^[0-9a-f]{64}$"})
class StatementIdField(serializers.CharField):
    """SHA-256 over the canonical bytes of what was signed, with its signature."""


class OpeningSerializer(serializers.Serializer):
    """What opens a commitment: it stays with the installation, encrypted, until its owner erases it."""

    sha256 = Sha256Field(help_text="Of the content.")
    salt = Sha256Field(help_text="32 random bytes in hexadecimal.")


class RecordStatementSerializer(serializers.Serializer):
    """Something signed, to be put on record."""

    signed = SignedField(help_text="As `python -m provenance sign` prints it, or a draft with signer and signature.")
    opening = OpeningSerializer(required=False, help_text="For a statement whose `form` is `commitment`.")


class SignatureSerializer(serializers.Serializer):
    """What is known of a signature; never yes or no alone."""

    state = serializers.ChoiceField(choices=SIGNATURE_STATES)
    code = serializers.CharField(help_text="Stable name of the reason.")
    scheme = text_or_null(help_text="`eoa`: by recovery alone; `contract`: a node was asked (EIP-1271).")
    checked_at = serializers.DateTimeField()
    chain_id = serializers.IntegerField(allow_null=True)
    block = serializers.IntegerField(allow_null=True, help_text="The block at which a contract wallet said so.")
    block_hash = text_or_null(help_text="Of that block.")
    block_time = serializers.DateTimeField(allow_null=True)
    delegated_code = serializers.BooleanField(help_text="The account carries delegated code (EIP-7702).")


class StatementRecordSerializer(serializers.Serializer):
    """Where the log holds the hash of what was signed."""

    id = RecordIdField()
    state = serializers.ChoiceField(choices=RECORD_STATES)
    index = serializers.IntegerField(allow_null=True, help_text="Its number on the log, for ever.")
    time = IntervalSerializer()
    links = RecordLinksSerializer()


class StatementLinksSerializer(serializers.Serializer):
    """Where to go from here, on this installation."""

    self = serializers.CharField(help_text="This statement.")
    page = text_or_null(help_text="The same as a page, where it has one.")


class WarningSerializer(serializers.Serializer):
    """A finding that whoever passes the work on should know of."""

    code = serializers.CharField(help_text="Stable name of the warning.")
    subject = serializers.CharField(help_text="The id of a statement, or `file`.")
    sentence = serializers.CharField()


class StatementSerializer(serializers.Serializer):
    """Something signed, what is known of its signature, and what the log holds of it."""

    id = StatementIdField(help_text="What the log holds.")
    type = serializers.ChoiceField(choices=SIGNED_TYPES)
    form = serializers.ChoiceField(choices=RECORD_FORMS, help_text="`sealed`: told to its own team only.")
    signed = SignedField(allow_null=True, help_text="Null once erased: the log keeps a hash, and nobody the words.")
    said = DocumentField(allow_null=True, help_text="What an account with a second factor said without its lost key.")
    erased = serializers.BooleanField()
    signature = SignatureSerializer()
    author = PartySerializer(allow_null=True, help_text="Whose key signed; null where nobody here claimed it.")
    organisation = PartySerializer(allow_null=True, help_text="For whom it was signed, where it names anybody.")
    on_behalf = serializers.BooleanField(help_text="The desk's key signed for one of its people.")
    retracted_by = text_or_null(help_text="The id of the statement that takes it back.")
    corrected_by = text_or_null(help_text="The id of the statement that corrects it.")
    record = StatementRecordSerializer(allow_null=True)
    findings = FindingSerializer(many=True)
    warnings = WarningSerializer(many=True)
    links = StatementLinksSerializer()


class StatementCheckSerializer(serializers.Serializer):
    """A text or a digest, and what is claimed of it; `text` and `sha256` exclude each other."""

    text = serializers.CharField(
        required=False,
        min_length=1,
        max_length=MOST_CHARS,
        help_text="Of a post or an article. It is hashed in its canonical spelling (docs/records.md) and forgotten.",
    )
    sha256 = Sha256Field(required=False, help_text="Of the bytes of a file.")
    signed = SignedField(required=False, help_text="What came with it.")
    author = serializers.CharField(
        required=False,
        min_length=1,
        max_length=AUTHOR_MAX_CHARS,
        help_text="Who is said to have made it: an address, the id of an author here, a domain or a `did:web:` name.",
    )
    source = serializers.CharField(
        required=False,
        min_length=1,
        max_length=LINK_MAX_CHARS,
        help_text="Where it is said to come from: a link. Without it the links in `text` are taken.",
    )


@extend_schema_field({"description": "As one thing that is checked alone."})
class AnyCheckField(serializers.JSONField):
    """Read by itself, so that one that does not fit stops no other."""


class StatementChecksSerializer(serializers.Serializer):
    """Many things to check."""

    items = serializers.ListField(child=AnyCheckField(), min_length=1, max_length=CHECKS_MOST)


class StatementCheckUploadSerializer(serializers.Serializer):
    """A file to check: it is hashed and forgotten."""

    file = UploadField(help_text="The file exactly as it is. Its name is not read.")
    signed = serializers.CharField(required=False, help_text="One `firstlight.signed/1` as JSON text.")
    author = serializers.CharField(required=False, max_length=AUTHOR_MAX_CHARS)
    source = serializers.CharField(required=False, max_length=LINK_MAX_CHARS)


class CheckedSerializer(serializers.Serializer):
    """What is known of one thing and what was claimed of it. No warning is not a proof, and a warning no verdict."""

    sha256 = Sha256Field(allow_null=True, help_text="Under which it was looked up.")
    sources = serializers.ListField(child=serializers.CharField(), help_text="The links that were looked at.")
    findings = FindingSerializer(many=True)
    warnings = WarningSerializer(many=True, help_text="Those of the findings that warn.")
    statements = serializers.ListField(
        child=StatementIdField(), help_text="Open statements about exactly this content, newest first."
    )
    claimed = PartySerializer(allow_null=True, help_text="Who here goes by the name that was given as `author`.")
    not_checked = serializers.ListField(child=serializers.CharField(), help_text="What this answer says nothing about.")


class CheckedItemSerializer(serializers.Serializer):
    """What came of one of many."""

    status = serializers.IntegerField(min_value=200, max_value=599, help_text="As if it had been sent alone.")
    checked = CheckedSerializer(allow_null=True)
    problem = ProblemSerializer(allow_null=True)


class CheckedItemsSerializer(serializers.Serializer):
    """What came of each, in their order."""

    items = CheckedItemSerializer(many=True)


class StatementDraftSerializer(serializers.Serializer):
    """What a message is to say."""

    type = serializers.ChoiceField(choices=tuple(FILLERS))
    message = DocumentField(help_text="Its fields by their EIP-712 names; time, nonce and origin are filled in.")


class DraftedSerializer(serializers.Serializer):
    """A message ready for signing."""

    typed_data = DocumentField(help_text="For `eth_signTypedData_v4`.")
    unsigned = DocumentField(help_text="The same as `firstlight.signed/1`: add `signer` and `signature`, and send it.")
    digest = serializers.RegexField(BYTES32, help_text="What is signed: the EIP-712 digest.")
    struct_hash = serializers.RegexField(BYTES32, help_text="By which a statement names a delegation.")
    opening = OpeningSerializer(allow_null=True, help_text="Keep it: of a commitment it is all that opens it.")
