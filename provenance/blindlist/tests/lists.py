"""Editions of a made-up list, signed by made-up maintainers, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha512

from provenance.blindlist import editions
from provenance.blindlist.building import Before, Built, Plan, build
from provenance.blindlist.editions import edition_digest
from provenance.blindlist.tests.people import signing_key
from provenance.blindlist.types import Entry, HolderIndex, Label, SignedEdition, Status

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
PADDING = bytes(range(32))


def label(number: int, word: str = "device") -> Label:
    """The label of a made-up device."""
    return Label(sha512(f"{word} {number}".encode()).digest())


def entry(number: int, status: Status = Status.LISTED) -> Entry:
    """What the list says of it."""
    return Entry(status, "key_extracted", f"FL-2026-{number:04d}", AT - timedelta(days=number % 300))


def entries(numbers: Sequence[int]) -> list[tuple[Label, Entry]]:
    """The entries of these devices."""
    return [(label(number), entry(number)) for number in numbers]


def plan(number: int = 1, **changes: object) -> Plan:
    """A plan for an edition with this number."""
    given: Mapping[str, object] = {
        "epoch": 1,
        "edition": number,
        "made_at": AT,
        "expires_at": AT + timedelta(days=7),
        "maintainer_set": 1,
        "keys": (),
        "case_hashes": (),
        "counts": (),
        "acts": number,
        "acts_head": "",
        "padding": PADDING,
    }
    return Plan(**{**given, **changes})  # type: ignore[arg-type]


def made(numbers: Sequence[int], number: int = 1, before: Built | None = None, **changes: object) -> Built:
    """An edition with these devices, following another one."""
    if before is None:
        return build(entries(numbers), plan(number, **changes), Before())
    old = Before(edition_digest(before.edition), before.edition.bucket_bits, before.blobs)
    return build(entries(numbers), plan(number, **changes), old)


def signed(built: Built, who: Sequence[int] = (1, 2, 3), word: str = "maintainer") -> SignedEdition:
    """The edition with the signatures of these maintainers."""
    first, *others = [editions.sign(built.edition, HolderIndex(one), signing_key(one, word)) for one in who]
    for other in others:
        first = editions.joined(first, other)
    return first


__all__ = ["AT", "PADDING", "entries", "entry", "label", "made", "plan", "signed"]
