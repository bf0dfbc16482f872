"""JSON values into messages, by types made from the table of fields; shapes only, `messages` asks for the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Final, TypeVar

import msgspec

from provenance.statements.eip55 import address_of
from provenance.statements.errors import BadMessage
from provenance.statements.fields import KINDS, MEMBERS, Member
from provenance.statements.limits import LATEST_CHAIN, LATEST_TIME, MOST_SIGNATURE_BYTES, MOST_SOURCE, MOST_WORDS
from provenance.statements.types import ChainId, Domain, Message, Signed

_Word = Annotated[str, msgspec.Meta(pattern=r"\A0x[0-9a-fA-F]{64}\Z")]
_AddressText = Annotated[str, msgspec.Meta(pattern=r"\A0x[0-9a-fA-F]{40}\Z")]
_Time = Annotated[int, msgspec.Meta(ge=0, le=LATEST_TIME)]
_Text = Annotated[str, msgspec.Meta(max_length=MOST_SOURCE)]
_Signature = Annotated[str, msgspec.Meta(max_length=2 + 2 * MOST_SIGNATURE_BYTES, pattern=r"\A0x(?:[0-9a-fA-F]{2})+\Z")]

_JSON_TYPES: Final[dict[str, object]] = {
    "string": _Text,
    "bytes32": _Word,
    "address": _AddressText,
    "uint64": _Time,
    "bool": bool,
}


_Shape = TypeVar("_Shape")


class _Domain(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    chainId: Annotated[int, msgspec.Meta(ge=1, le=LATEST_CHAIN)]  # noqa: N815  # as EIP-712 names it
    verifyingContract: _AddressText  # noqa: N815


class _Signed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    schema: str
    type: str
    domain: _Domain
    message: dict[str, object]
    signer: _AddressText
    signature: _Signature


def signed_of(document: Mapping[str, object]) -> Signed:
    """The parts of a signed message; raises BadMessage."""
    sent = _converted(document, _Signed)
    return Signed(
        message_of(sent.type, sent.message),
        Domain(ChainId(sent.domain.chainId), address_of(sent.domain.verifyingContract)),
        address_of(sent.signer),
        bytes.fromhex(sent.signature[2:]),
    )


def domain_of(document: object) -> Domain:
    """A domain alone; raises BadMessage."""
    sent = _converted(document, _Domain)
    return Domain(ChainId(sent.chainId), address_of(sent.verifyingContract))


def message_of(kind: str, document: object) -> Message:
    """A message alone, by the name of its type; raises BadMessage. Its rules are `messages.require_well_formed`'s."""
    if kind not in KINDS:
        raise BadMessage("signed.type", f"The type is one of: {', '.join(KINDS)}.")
    sent = _converted(document, _SHAPES[kind])
    make: Callable[..., Message] = KINDS[kind]
    return make(**{one.attribute: _value(one, getattr(sent, one.name)) for one in MEMBERS[KINDS[kind]]})


def _value(member: Member, sent: object) -> object:
    """`sent` has the shape that the table asks for."""
    if member.kind == "address":
        return address_of(str(sent))
    return bytes.fromhex(str(sent)[2:]) if member.kind == "bytes32" else sent


def _shape(kind: str) -> type[msgspec.Struct]:
    fields = [(one.name, _json_type(one)) for one in MEMBERS[KINDS[kind]]]
    return msgspec.defstruct(kind, fields, frozen=True, forbid_unknown_fields=True)


def _json_type(member: Member) -> object:
    if member.kind == "string[]":
        return Annotated[tuple[member.words, ...], msgspec.Meta(max_length=MOST_WORDS)]  # type: ignore[name-defined]
    return member.words or _JSON_TYPES[member.kind]


def _converted(document: object, shape: type[_Shape]) -> _Shape:
    try:
        return msgspec.convert(document, shape)
    except (msgspec.ValidationError, RecursionError) as error:
        place = _PLACE.search(str(error))
        where = place[0] if place else "its fields"
        raise BadMessage("signed.shape", f"This does not fit the format: look at {where}.") from error


_PLACE: Final = re.compile(r"\$(?:\.\w{1,32}|\[\d+\])+")
_SHAPES: Final = {kind: _shape(kind) for kind in KINDS}
