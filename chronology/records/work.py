"""A work and its parts: an article with headline, text and pictures is recorded as one. Source: docs/records.md."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from chronology.errors import Malformed
from chronology.records import cbor, checks, limits
from chronology.records.values import Member
from chronology.types import Digest

SCHEMA: Final = "firstlight.work/1"


def work_digest(members: Sequence[Member]) -> Digest:
    """The SHA-256 of a work: over the deterministic CBOR of [schema, [[role, digest], ...]], in the order given."""
    return Digest(sha256(work_to_bytes(members)).digest())


def work_to_bytes(members: Sequence[Member]) -> bytes:
    """The list of members as it is hashed; raises Malformed."""
    if not 0 < len(members) <= limits.MEMBERS:
        raise Malformed(f"A work has 1 to {limits.MEMBERS} members.")
    listed = [[checks.role(member.role), checks.digest(member.digest)] for member in members]
    return cbor.encode([SCHEMA, listed])


def parse_work(data: bytes) -> tuple[Member, ...]:
    """Read a list of members back, at most 128 KiB; raises Malformed for whatever `work_to_bytes` does not write."""
    schema, listed = checks.parts(cbor.decode(data, limit=limits.WORK_BYTES), 2)
    if schema != SCHEMA or not isinstance(listed, list) or not 0 < len(listed) <= limits.MEMBERS:
        raise Malformed(f"This is no list of 1 to {limits.MEMBERS} members of a work.")
    return tuple(_member(one) for one in listed)


def _member(value: object) -> Member:
    role, digest = checks.parts(value, 2)
    return Member(checks.role(role), Digest(checks.digest(digest)))


def text_digest(text: str) -> Digest:
    """The SHA-256 of a text that people typed or pasted: UTF-8 of its canonical form; Malformed for half characters."""
    try:
        return Digest(sha256(canonical_text(text).encode()).digest())
    except UnicodeEncodeError as fault:
        raise Malformed("This text holds half of a character (a lone surrogate): copy it again.") from fault


def canonical_text(text: str) -> str:
    """One spelling of a text: Unicode NFC, line ends LF, no white space at line ends, no blank lines around it.

    So that the same words hash alike whatever system, browser or keyboard they came from. Source: Unicode UAX 15.
    """
    joined = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in joined.split("\n")).strip("\n")
