"""Decide which number each entry of a group gets: its old one where its key is known, else the next free one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from chronology.errors import Conflict
from chronology.log.submission import Outcome, Submission
from chronology.types import LeafHash, LeafIndex, Receipt


@dataclass(frozen=True, slots=True)
class Placed:
    """The entries of one transaction in their order, and what each caller is told once they are durable."""

    first: int
    entries: list[bytes] = field(default_factory=list)
    leaf_hashes: list[bytes] = field(default_factory=list)
    keys: list[bytes] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)


def place_all(first: int, group: Iterable[Submission]) -> Placed:
    """Give every entry the next number; right only where no key of the group is known or comes twice."""
    placed = Placed(first)
    at = first
    for one in group:
        placed.entries.extend(one.entries)
        placed.leaf_hashes.extend(one.leaf_hashes)
        placed.keys.extend(one.keys)
        placed.outcomes.append(LeafIndex(at))
        at += len(one.entries)
    return placed


def place_new(first: int, group: Iterable[Submission], known: Mapping[bytes, tuple[int, bytes]]) -> Placed:
    """Give numbers to entries under new keys only; `known` says number and leaf hash of each key recorded before.

    A submission with one key that was recorded with another entry is refused whole.
    """
    placed, seen = Placed(first), dict(known)
    for one in group:
        try:
            placed.outcomes.append(_place(placed, one, seen))
        except Conflict as error:
            placed.outcomes.append(error)
    return placed


def _place(placed: Placed, one: Submission, seen: dict[bytes, tuple[int, bytes]]) -> list[Receipt]:
    at, new, receipts = placed.first + len(placed.entries), dict[bytes, tuple[int, bytes]](), []
    fresh: list[int] = []
    for position, (key, leaf) in enumerate(zip(one.keys, one.leaf_hashes, strict=True)):
        found = seen.get(key) or new.get(key)
        if found is None:
            new[key] = found = (at + len(fresh), leaf)
            fresh.append(position)
            receipts.append(Receipt(LeafIndex(found[0]), LeafHash(leaf)))
        elif found[1] == leaf:
            receipts.append(Receipt(LeafIndex(found[0]), LeafHash(leaf), repeated=True))
        else:
            raise Conflict("This key was recorded with another entry before; what is recorded stays.")
    seen.update(new)
    placed.entries.extend(one.entries[position] for position in fresh)
    placed.leaf_hashes.extend(one.leaf_hashes[position] for position in fresh)
    placed.keys.extend(one.keys[position] for position in fresh)
    return receipts
