"""Somebody who has the log, the chain, every public answer, and every value of every sealed record: all but the salts.

`links` says which entries this attacker can tell from padding or tie to each other or to a value, and how.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chronology import leaf_hash
from chronology.records import Field, SealedRecord, decode
from chronology.records.sealed import DOMAIN


@dataclass(frozen=True)
class Link:
    """What the attacker claims about entries of the log."""

    how: str
    indexes: tuple[int, ...]


def links(entries: Sequence[bytes], values: Mapping[str, bytes], answers: Sequence[bytes]) -> set[Link]:
    """Every claim that the attacker can make with a reason."""
    sealed = {
        number: found.commitments
        for number, leaf in enumerate(entries)
        if isinstance(found := decode(leaf), SealedRecord)
    }
    return {
        *_same_commitment(sealed),
        *_guessed_value(sealed, values),
        *_other_length(entries, sealed),
        *_named_in_an_answer(entries, sealed, answers),
        *_value_in_the_open(entries, values, answers),
    }


def _same_commitment(sealed: Mapping[int, tuple[bytes, ...]]) -> Iterator[Link]:
    """A salt that was used twice for one value gives the same commitment twice."""
    where: dict[bytes, list[int]] = defaultdict(list)
    for number, commitments in sealed.items():
        for commitment in commitments:
            where[commitment].append(number)
    for numbers in where.values():
        if len(numbers) > 1:
            yield Link("same commitment", tuple(numbers))


def _guessed_value(sealed: Mapping[int, tuple[bytes, ...]], values: Mapping[str, bytes]) -> Iterator[Link]:
    """Commitments without a salt, with a salt made from what is known, or with a poor one."""
    where = {commitment: number for number, commitments in sealed.items() for commitment in commitments}
    for name, value in values.items():
        for guess in _guesses(value, list(values.values())):
            if guess in where:
                yield Link(f"guessed {name}", (where[guess],))


def _guesses(value: bytes, known: Sequence[bytes]) -> Iterator[bytes]:
    salts = [b"", bytes(32), b"\xff" * 32, *known, *(hashlib.sha256(one).digest() for one in known)]
    for field in Field:
        message = DOMAIN + bytes([field]) + value
        yield hashlib.sha256(message).digest()
        yield from (hmac.digest(salt, message, "sha256") for salt in salts if salt)
    yield hashlib.sha256(value).digest()
    yield from (hmac.digest(salt, value, "sha256") for salt in salts if salt)


def _other_length(entries: Sequence[bytes], sealed: Mapping[int, tuple[bytes, ...]]) -> Iterator[Link]:
    lengths: dict[int, list[int]] = defaultdict(list)
    for number in sealed:
        lengths[len(entries[number])].append(number)
    if len(lengths) > 1:
        yield Link("length", tuple(min(lengths.values(), key=len)))


def _named_in_an_answer(
    entries: Sequence[bytes], sealed: Mapping[int, tuple[bytes, ...]], answers: Sequence[bytes]
) -> Iterator[Link]:
    """Answers about one entry that are not the same for all sealed entries."""
    said = {number: _mentions(leaf_hash(entries[number]), answers) for number in sealed}
    usual = min(said.values(), default=0)
    for number, count in said.items():
        if count > usual:
            yield Link("named in an answer", (number,))


def _mentions(name: bytes, answers: Sequence[bytes]) -> int:
    return sum(name.hex().encode() in answer or name in answer for answer in answers)


def _value_in_the_open(
    entries: Sequence[bytes], values: Mapping[str, bytes], answers: Sequence[bytes]
) -> Iterator[Link]:
    for name, value in values.items():
        if any(value in leaf for leaf in entries):
            yield Link(f"{name} on the log", ())
        if any(value in answer or value.hex().encode() in answer for answer in answers):
            yield Link(f"{name} in an answer", ())
