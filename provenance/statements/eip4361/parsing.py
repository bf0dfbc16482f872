"""Sign-in messages out of text or out of an object's fields, by the letter of the grammar. Source: EIP-4361."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Final

import msgspec

from provenance.statements.eip55 import address_of, to_checksum
from provenance.statements.eip4361.message import SignInMessage, require_well_formed
from provenance.statements.eip4361.writing import HEAD, write
from provenance.statements.errors import BadMessage
from provenance.statements.limits import LATEST_CHAIN, MOST_RESOURCES, MOST_SIGN_IN_BYTES
from provenance.statements.types import Address, ChainId

_FORM: Final = re.compile(
    rf"(?:(?P<scheme>[^\n:]*)://)?(?P<domain>[^\n ]*){HEAD}\n"
    r"(?P<address>[^\n]*)\n"
    r"\n"
    r"(?:(?P<statement>[^\n]*)\n)?"
    r"\n"
    r"URI: (?P<uri>[^\n]*)\n"
    r"Version: (?P<version>[^\n]*)\n"
    r"Chain ID: (?P<chain_id>[0-9]{1,78})\n"
    r"Nonce: (?P<nonce>[^\n]*)\n"
    r"Issued At: (?P<issued_at>[^\n]*)"
    r"(?:\nExpiration Time: (?P<expiration_time>[^\n]*))?"
    r"(?:\nNot Before: (?P<not_before>[^\n]*))?"
    r"(?:\nRequest ID: (?P<request_id>[^\n]*))?"
    r"(?:\nResources:(?P<resources>(?:\n- [^\n]*)*))?"
)
"""The lines and their order; what each line may hold is asked afterwards. 78 digits hold every uint256."""


class _Fields(msgspec.Struct, frozen=True):
    """Names as other sign-in libraries use them; unknown names are passed over, as they are not signed."""

    domain: str
    address: str
    uri: str
    version: str
    chainId: Annotated[int, msgspec.Meta(ge=0, le=LATEST_CHAIN)]  # noqa: N815
    nonce: str
    issuedAt: str  # noqa: N815
    scheme: str | None = None
    statement: str | None = None
    expirationTime: str | None = None  # noqa: N815
    notBefore: str | None = None  # noqa: N815
    requestId: str | None = None  # noqa: N815
    resources: Annotated[tuple[str, ...], msgspec.Meta(max_length=MOST_RESOURCES)] | None = None


def parse(text: str) -> SignInMessage:
    """The message that this text is, nothing left over; raises BadMessage. At most MOST_SIGN_IN_BYTES of ASCII."""
    if len(text) > MOST_SIGN_IN_BYTES:
        raise BadMessage("sign_in.size", f"A sign-in message has at most {MOST_SIGN_IN_BYTES // 1024} KB.")
    found = _FORM.fullmatch(text)
    if found is None or not text.isascii():
        raise BadMessage("sign_in.form", "This is no sign-in message: lines are missing, out of order, or too many.")
    parts = found.groupdict()
    listed = parts["resources"]
    resources = None if listed is None else tuple(listed.split("\n- ")[1:])
    fixed = {"address": _address(parts["address"]), "chain_id": ChainId(int(parts["chain_id"])), "resources": resources}
    make: Callable[..., SignInMessage] = SignInMessage
    message = make(**(parts | fixed))
    require_well_formed(message)
    return message


def of_fields(fields: Mapping[str, object]) -> SignInMessage:
    """The message of an object such as pages send: `chainId`, `issuedAt` and so on; raises BadMessage."""
    try:
        sent = msgspec.convert(dict(fields), _Fields)
    except msgspec.ValidationError as error:
        raise BadMessage("sign_in.fields", "A field is missing or is of another kind than EIP-4361 says.") from error
    message = SignInMessage(
        scheme=sent.scheme,
        domain=sent.domain,
        address=_address(sent.address),
        statement=sent.statement,
        uri=sent.uri,
        version=sent.version,
        chain_id=ChainId(sent.chainId),
        nonce=sent.nonce,
        issued_at=sent.issuedAt,
        expiration_time=sent.expirationTime,
        not_before=sent.notBefore,
        request_id=sent.requestId,
        resources=sent.resources,
    )
    write(message)
    return message


def _address(text: str) -> Address:
    """Written with its checksum, as EIP-4361 asks; text without one could be one wrong digit of another account."""
    address = address_of(text)
    if text != to_checksum(address):
        raise BadMessage("address.checksum", "The address of a sign-in message is written with its EIP-55 capitals.")
    return address
