"""The values of the blind list: labels, editions, answers. Nothing here names a device.

Sources: RFC 9497 (OPRF, ristretto255-SHA512), notes on hardware attestation section 2, DESIGN section 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType, Protocol

Label = NewType("Label", bytes)
"""Output of the OPRF for one device id under one epoch key, 64 bytes; who has it can open its record."""

Point = NewType("Point", bytes)
"""An encoded ristretto255 element, 32 bytes."""

Scalar = NewType("Scalar", bytes)
"""An encoded ristretto255 scalar, 32 bytes."""

HolderIndex = NewType("HolderIndex", int)
"""Number of a key holder, 1 to n; 0 is never used."""

BATCH = 8
"""Slots of a request: a file has up to seven ids; the rest are dummies, so that every request looks the same."""


class KeyName(StrEnum):
    """Which key evaluates: guessable ids (serials) have one of their own with a small budget; `links` never rotates."""

    OPEN = "open"
    SERIALS = "serials"
    LINKS = "links"


SERIAL_SLOTS = 1
"""A request under the key of serials holds one: each slot is paid from a small budget, and dummies would eat it."""


def slots_of(name: KeyName) -> int:
    """How many points a request under this key holds, always."""
    return SERIAL_SLOTS if name is KeyName.SERIALS else BATCH


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The joint public key of one epoch and the committed public share of every holder (Feldman)."""

    name: KeyName
    epoch: int
    threshold: int
    joint: Point
    shares: tuple[tuple[HolderIndex, Point], ...]


@dataclass(frozen=True, slots=True)
class KeyShare:
    """One holder's share; it never leaves that holder's host."""

    name: KeyName
    epoch: int
    index: HolderIndex
    value: Scalar = field(repr=False)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One holder's answer to a batch: evaluated elements in order, and one DLEQ proof over all of them (64 bytes)."""

    index: HolderIndex
    elements: tuple[Point, ...]
    proof: bytes


class KeyHolders(Protocol):
    """The way to key holders: several over the network, several in one process, or one for a demo that says so."""

    def available(self) -> Sequence[HolderIndex]:
        """The holders that can be asked, in the order in which to try them."""
        ...

    def evaluate(self, holder: HolderIndex, key: KeyName, epoch: int, blinded: Sequence[Point]) -> Evaluated:
        """That holder's answer; raises TooFewHolders where it does not answer, BudgetSpent, BadPoint."""
        ...


class Status(StrEnum):
    """What a record of the list says."""

    LISTED = "listed"
    QUESTIONED = "questioned"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a record holds once it is opened: advice with reason and dates, never the id.

    `since` is when the listing took effect, `captures_from` from when captures are concerned (earlier only where the
    evidence says so). `first_version`/`last_version` and the signing window narrow models and generators.
    `reason` is a code from the fixed list; `case` its public number.
    """

    status: Status
    reason: str
    case: str
    since: datetime
    captures_from: datetime | None = None
    captures_to: datetime | None = None
    first_version: str = ""
    last_version: str = ""


@dataclass(frozen=True, slots=True)
class Captured:
    """What is proven of when something was captured: not before one time, there by another; None is not known.

    A device's own clock proves neither.
    """

    not_before: datetime | None = None
    by: datetime | None = None


class AnswerState(StrEnum):
    """What is told about one id or one file."""

    NOT_LISTED = "not_listed"
    LISTED = "listed"
    QUESTIONED = "questioned"
    NOT_ASKED = "not_asked"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the list says about one kind of id; `entry` only where listed or questioned, `epoch`/`edition` where asked.

    `why` is a stable code for not_asked (`serial.not_proven`, `no_ids`, `budget`), for unavailable (`holders`, `list`)
    and for questioned where the entry says more than can be compared (`version.not_known`). `concerned` is false where
    the capture is proven to lie outside the time that the entry is about: it keeps its verdict.
    """

    state: AnswerState
    kind: str
    entry: Entry | None = None
    epoch: int | None = None
    edition: int | None = None
    why: str = ""
    concerned: bool = True


@dataclass(frozen=True, slots=True)
class Maintainer:
    """One member of the maintainer set: Ed25519 key that signs editions, X25519 key that ids are sealed to.

    `wallet` is the secp256k1 public key that signs ballots, compressed, 33 bytes: a commitment to a vote needs the
    key and not its address.
    """

    index: HolderIndex
    name: str
    signing_key: bytes
    sealing_key: bytes
    jurisdiction: str
    sector: str
    holder_url: str = ""
    organisation: str = ""
    wallet: bytes = b""


@dataclass(frozen=True, slots=True)
class MaintainerSet:
    """Who may sign editions, and how many must; `number` grows by one and each set is signed by the one before."""

    number: int
    quorum: int
    threshold: int
    members: tuple[Maintainer, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """The manifest of one edition of the list: digests of its parts, keys, cases, and what it follows.

    An epoch has one key; editions within it add and remove entries. `previous` is the digest of the edition before,
    empty for the first of all. `case_hashes` are sorted; `counts` are public counts by kind of entry. `acts` is how
    many acts of the government it follows, `acts_head` the hash of the last of them.
    """

    epoch: int
    edition: int
    made_at: datetime
    expires_at: datetime
    maintainer_set: int
    keys: tuple[PublicKey, ...]
    filter_digest: str
    buckets_digest: str
    bucket_bits: int
    bucket_bytes: int
    case_hashes: tuple[str, ...]
    previous: str
    counts: tuple[tuple[str, int], ...] = ()
    acts: int = 0
    acts_head: str = ""


@dataclass(frozen=True, slots=True)
class SignedEdition:
    """An edition with the signatures of maintainers over its canonical bytes."""

    edition: Edition
    signatures: tuple[tuple[HolderIndex, bytes], ...]
