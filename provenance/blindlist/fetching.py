"""Bringing a mirror up to date from a list service: changes of the set, then the newest edition, by delta if it can."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final, Protocol

from provenance.blindlist import deltas, editions, layers
from provenance.blindlist.buckets import BUCKET_BYTES
from provenance.blindlist.deltas import Blobs
from provenance.blindlist.errors import BadBlob, BlindListError, EpochRefused
from provenance.blindlist.mirror import Mirror
from provenance.blindlist.pins import MOST_BYTES as MOST_SET_BYTES
from provenance.blindlist.pins import signed_set_from_json
from provenance.blindlist.types import Edition, SignedEdition

MOST_SETS: Final = 1_000


class ListUnavailable(BlindListError):
    """The list service does not answer, or not with what was asked for: ask again later; the old edition stays."""


class Source(Protocol):
    """The way to a list service."""

    def get(self, path: str, *, at_most: int) -> bytes | None:
        """The body at this path, None where there is none; raises ListUnavailable."""
        ...


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a round brought: the edition that the mirror has now, whether it is new, and how many bytes came."""

    edition: Edition | None
    new: bool
    received: int
    by_delta: bool = False


def fetch(mirror: Mirror, source: Source) -> Fetched:
    """Take what is new; raises ListUnavailable, EpochRefused, BadBlob, and then the old edition stays."""
    _take_sets(mirror, source)
    offered = source.get("/v1/edition", at_most=2 * editions.MOST_BYTES)
    if offered is None:
        return Fetched(mirror.edition, new=False, received=0)
    signed, held = editions.from_json(offered), mirror.edition
    if held and editions.edition_digest(held) == editions.edition_digest(signed.edition):
        return Fetched(held, new=False, received=len(offered))
    editions.check(signed, mirror.pinned)
    if held and signed.edition.edition < held.edition:
        raise EpochRefused(f"The list service offers edition {signed.edition.edition}; {held.edition} was seen before.")
    blobs, received = _by_delta(mirror, source, signed)
    by_delta = blobs is not None
    if blobs is None:
        blobs, received = _whole(source, signed)
    mirror.take(signed, blobs.filter, blobs.buckets)
    return Fetched(signed.edition, new=True, received=received + len(offered), by_delta=by_delta)


def _take_sets(mirror: Mirror, source: Source) -> None:
    found = source.get("/v1/sets", at_most=MOST_SET_BYTES)
    try:
        listed = json.loads(found) if found is not None else []
        signed = [signed_set_from_json(one) for one in listed[:MOST_SETS]]
    except (ValueError, TypeError, RecursionError) as error:
        raise BadBlob("The list service answered with no list of maintainer sets.") from error
    for one in sorted(signed, key=lambda one: one.members.number):
        if one.members.number > mirror.pinned.number:
            mirror.take_set(one)


def _by_delta(mirror: Mirror, source: Source, signed: SignedEdition) -> tuple[Blobs | None, int]:
    held, new = mirror.edition, signed.edition
    if held is None or held.epoch != new.epoch:
        return None, 0
    path = f"/v1/editions/{new.edition}/delta/{held.edition}"
    delta = source.get(path, at_most=deltas.MOST_BYTES)
    blobs = mirror.blobs()
    if delta is None or blobs is None:
        return None, 0
    try:
        made = deltas.applied(blobs, delta)
    except BadBlob:
        return None, len(delta)  # a lying service only makes us take all of it
    fits = made.digests == (new.filter_digest, new.buckets_digest)
    return (made if fits else None), len(delta)


def _whole(source: Source, signed: SignedEdition) -> tuple[Blobs, int]:
    where, bits = f"/v1/editions/{signed.edition.edition}", signed.edition.bucket_bits
    filter_bytes = source.get(f"{where}/filter", at_most=layers.MOST_BYTES)
    buckets_bytes = source.get(f"{where}/buckets", at_most=BUCKET_BYTES << min(bits, 22))
    if filter_bytes is None or buckets_bytes is None:
        raise ListUnavailable("The list service names an edition that it does not have. Ask again later.")
    return Blobs(filter_bytes, buckets_bytes), len(filter_bytes) + len(buckets_bytes)
