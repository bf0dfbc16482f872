"""Maintainers for tests: their keys come from words, so that every run has the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from random import Random

from provenance.blindlist.sealing import SealingKey
from provenance.blindlist.signing import SigningKey
from provenance.blindlist.types import HolderIndex, Maintainer, MaintainerSet

SECTORS = ("newsroom", "platform", "vendor", "academia", "rights")
PLACES = ("CH", "DE", "BR", "JP", "ZA")


def signing_key(number: int, word: str = "maintainer") -> SigningKey:
    """The Ed25519 key of this maintainer."""
    return SigningKey(sha256(f"{word} {number} signs".encode()).digest())


def sealing_key(number: int, word: str = "maintainer") -> SealingKey:
    """The X25519 key of this maintainer."""
    return SealingKey.of_seed(sha256(f"{word} {number} opens".encode()).digest())


def maintainers(count: int = 5, quorum: int = 3, number: int = 1, word: str = "maintainer") -> MaintainerSet:
    """A set of so many."""
    return MaintainerSet(number, quorum, quorum, tuple(_members(count, word)))


def _members(count: int, word: str) -> Iterator[Maintainer]:
    for number in range(1, count + 1):
        place = (number - 1) % 5
        yield Maintainer(
            HolderIndex(number), f"{word} {number}", signing_key(number, word).public,
            sealing_key(number, word).public, PLACES[place], SECTORS[place],
        )  # fmt: skip


def chance(word: str) -> Callable[[int], bytes]:
    """Random bytes that are the same in every run."""
    return Random(word).randbytes
