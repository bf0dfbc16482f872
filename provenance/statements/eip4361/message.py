"""A sign-in message field by field, and what each field may hold. Source: EIP-4361, "ABNF Message Format"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from provenance.statements.eip4361.times import moment_of
from provenance.statements.errors import BadMessage
from provenance.statements.limits import ADDRESS_BYTES, LEAST_SIGN_IN_NONCE, MOST_RESOURCES, WORD_BYTES
from provenance.statements.types import Address, ChainId
from provenance.statements.uri import is_authority, is_pchars, is_scheme, is_uri

VERSION: Final = "1"

_STATEMENT: Final = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;= ]*")
_NONCE: Final = re.compile(rf"[A-Za-z0-9]{{{LEAST_SIGN_IN_NONCE},}}")


@dataclass(frozen=True, slots=True)
class SignInMessage:
    """One message; None where an optional field is left out, which is not the same as an empty one.

    Times are texts as they stand in the message (RFC 3339); `times.time_of` makes them, `times.moment_of` reads them.
    """

    domain: str
    address: Address
    uri: str
    chain_id: ChainId
    nonce: str
    issued_at: str
    scheme: str | None = None
    statement: str | None = None
    expiration_time: str | None = None
    not_before: str | None = None
    request_id: str | None = None
    resources: tuple[str, ...] | None = None
    version: str = VERSION


def require_well_formed(message: SignInMessage) -> None:
    """Raises BadMessage with the code `sign_in.FIELD` for the first field outside the grammar."""
    _refuse(message.scheme is not None and not is_scheme(message.scheme), "scheme")
    _refuse(not message.domain or not is_authority(message.domain), "domain")
    _refuse(len(message.address) != ADDRESS_BYTES, "address")
    _refuse(message.statement is not None and not _STATEMENT.fullmatch(message.statement), "statement")
    _refuse(not is_uri(message.uri), "uri")
    _refuse(message.version != VERSION, "version")
    _refuse(not 0 <= message.chain_id < 1 << 8 * WORD_BYTES, "chain_id")
    _refuse(not _NONCE.fullmatch(message.nonce), "nonce")
    for time in (message.issued_at, message.expiration_time, message.not_before):
        if time is not None:
            moment_of(time)
    _refuse(message.request_id is not None and not is_pchars(message.request_id), "request_id")
    resources = message.resources or ()
    _refuse(len(resources) > MOST_RESOURCES or not all(map(is_uri, resources)), "resources")


_SENTENCES: Final = {
    "scheme": "The scheme in front of the domain is none.",
    "domain": "The domain is no authority of RFC 3986.",
    "address": "An address has 20 bytes.",
    "statement": "The statement holds characters that EIP-4361 does not allow.",
    "uri": "The URI is none of RFC 3986.",
    "version": "The version is 1.",
    "chain_id": "The chain id is a number.",
    "nonce": f"The nonce has at least {LEAST_SIGN_IN_NONCE} letters and digits.",
    "request_id": "The request id holds characters that EIP-4361 does not allow.",
    "resources": f"The resources are at most {MOST_RESOURCES} URIs of RFC 3986.",
}


def _refuse(wrong: bool, field: str) -> None:
    if wrong:
        raise BadMessage(f"sign_in.{field}", _SENTENCES[field])
