"""Reading small JSON documents of strangers: typed, bounded, never raising because of what they hold."""

from __future__ import annotations

import hashlib
from typing import TypeVar

import msgspec

from provenance.statements import eip55
from provenance.statements.errors import BadMessage
from verify.authors.bindings.kinds import Answer, Heard

T = TypeVar("T")


def document_of(body: bytes, kind: type[T]) -> T | None:
    """The document, or None where it is none of this kind; nesting beyond Python's own bound is none either."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def unreadable(code: str = "binding.unreadable") -> Answer:
    """A document came and could not be understood."""
    return Answer(Heard.UNREADABLE, code)


def digest_of(body: bytes) -> str:
    """SHA-256 in hex, kept so that what was seen can be compared later."""
    return hashlib.sha256(body).hexdigest()


def address_in(text: str) -> str:
    """An address as rows hold it (0x, lower case), or empty; mixed case must carry the right check digits."""
    try:
        return "0x" + bytes(eip55.address_of(text.strip())).hex()
    except BadMessage:
        return ""
