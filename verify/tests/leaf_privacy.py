"""Looks for people on the log: what is personal in every spelling a guesser would try, and what a leaf may hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import md5, sha1, sha256, sha512
from secrets import token_bytes

from eth_hash.auto import keccak

from chronology.errors import ChronologyError
from chronology.records import Beacon, Kind, OpenRecord, Record, SealedRecord, decode, padding_leaf

# Shorter pieces occur by chance in a log of some thousand random bytes.
LEAST_BYTES = 5
SIGNED = frozenset({Kind.STATEMENT, Kind.KEY_EVENT, Kind.CONSENT, Kind.GOVERNANCE, Kind.BLACKLIST_EPOCH})
SEALED_BYTES = len(padding_leaf(token_bytes))


@dataclass(frozen=True)
class Allowed:
    """What may stand there: pseudonyms that rows alone tie to somebody, digests of open works, ids of statements."""

    pseudonyms: frozenset[bytes]
    contents: frozenset[bytes]
    statements: frozenset[bytes]
    media_types: frozenset[str] = frozenset({"image/jpeg"})
    roles: frozenset[str] = frozenset({"headline", "image"})


def spellings(datum: bytes) -> Iterator[bytes]:
    """The bytes, and whatever anybody could work out from them alone."""
    text = datum.hex().encode()
    plain = {datum, text, text.upper(), datum.lower(), datum.rjust(32, b"\0"), datum.ljust(32, b"\0")}
    yield from plain
    for one in (*plain, b"0x" + text):
        for digest in (sha256, sha1, md5, sha512):
            yield from _cut(digest(one).digest())
        yield from _cut(keccak(one))


def _cut(digest: bytes) -> Iterator[bytes]:
    yield digest[:16]  # a pseudonym's length, and the beginning of all longer ones
    yield digest[-16:]
    yield digest.hex()[:32].encode()


def personal_in(leaf: bytes, personal: Mapping[str, bytes]) -> list[str]:
    """The names of what stands on this leaf and must not."""
    return [
        name
        for name, datum in personal.items()
        if any(one in leaf for one in spellings(datum) if len(one) >= LEAST_BYTES)
    ]


def strange_in(leaf: bytes, allowed: Allowed) -> list[str]:
    """What this leaf holds beside what every leaf may hold."""
    try:
        record = decode(leaf)
    except ChronologyError as problem:
        return [f"unreadable: {problem}"]
    return list(_strange(record, leaf, allowed))


def _strange(record: Record, leaf: bytes, allowed: Allowed) -> Iterator[str]:
    if isinstance(record, Beacon):
        return
    if isinstance(record, SealedRecord):
        if len(leaf) != SEALED_BYTES:
            yield "a sealed leaf of another length"
    elif isinstance(record, OpenRecord):
        yield from _open(record, allowed)
    else:
        yield f"unknown: {record.why}"


def _open(record: OpenRecord, allowed: Allowed) -> Iterator[str]:
    if record.recorder not in allowed.pseudonyms:
        yield "a recorder who is no pseudonym"
    if any(one not in allowed.contents for one in record.digests):
        yield "a digest of nothing that was recorded openly"
    if record.statement is not None and record.statement not in allowed.statements:
        yield "a statement that nobody signed"
    if record.media_type not in {None, *allowed.media_types} or any(
        one.role not in allowed.roles for one in record.members
    ):
        yield "words that nobody sent"
    if record.kind in SIGNED and _says_more(record):
        yield "something signed that says more than its hash"


def _says_more(record: OpenRecord) -> bool:
    return bool(record.content or record.members or record.previous or record.media_type) or record.statement is None
