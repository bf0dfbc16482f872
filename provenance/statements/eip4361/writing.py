"""Sign-in messages as the text that a wallet shows and signs. Source: EIP-4361."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from provenance.statements.eip55 import to_checksum
from provenance.statements.eip4361.message import SignInMessage, require_well_formed
from provenance.statements.errors import BadMessage
from provenance.statements.limits import MOST_SIGN_IN_BYTES

HEAD: Final = " wants you to sign in with your Ethereum account:"


def write(message: SignInMessage) -> str:
    """The text; raises BadMessage where a field is outside the grammar or the whole is too long."""
    require_well_formed(message)
    text = "\n".join((*_head(message), *_required(message), *_optional(message)))
    if len(text) > MOST_SIGN_IN_BYTES:
        raise BadMessage("sign_in.size", f"A sign-in message has at most {MOST_SIGN_IN_BYTES // 1024} KB.")
    return text


def _head(message: SignInMessage) -> Iterator[str]:
    scheme = "" if message.scheme is None else f"{message.scheme}://"
    yield f"{scheme}{message.domain}{HEAD}"
    yield to_checksum(message.address)
    yield ""
    if message.statement is not None:
        yield message.statement
    yield ""


def _required(message: SignInMessage) -> Iterator[str]:
    yield f"URI: {message.uri}"
    yield f"Version: {message.version}"
    yield f"Chain ID: {message.chain_id}"
    yield f"Nonce: {message.nonce}"
    yield f"Issued At: {message.issued_at}"


def _optional(message: SignInMessage) -> Iterator[str]:
    if message.expiration_time is not None:
        yield f"Expiration Time: {message.expiration_time}"
    if message.not_before is not None:
        yield f"Not Before: {message.not_before}"
    if message.request_id is not None:
        yield f"Request ID: {message.request_id}"
    if message.resources is not None:
        yield "Resources:"
        yield from (f"- {one}" for one in message.resources)
