"""Building an edition from entries and their labels: the same entries give every maker the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from provenance.blindlist import layers
from provenance.blindlist.buckets import BUCKET_BYTES, buckets_of
from provenance.blindlist.deltas import Blobs
from provenance.blindlist.records import seal
from provenance.blindlist.splitting import parts_of
from provenance.blindlist.types import Edition, Entry, Label, PublicKey, Status


@dataclass(frozen=True, slots=True)
class Plan:
    """What an edition is about, apart from its entries; all of it public but `padding`, the maintainers' secret."""

    epoch: int
    edition: int
    made_at: datetime
    expires_at: datetime
    maintainer_set: int
    keys: tuple[PublicKey, ...]
    case_hashes: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    acts: int
    acts_head: str
    padding: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Before:
    """The edition that is followed: its manifest's digest, and its blobs where the epoch is the same."""

    digest: str = ""
    bits: int = 0
    blobs: Blobs | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """An edition with its two downloads."""

    edition: Edition
    blobs: Blobs


def build(entries: Sequence[tuple[Label, Entry]], plan: Plan, before: Before) -> Built:
    """Build an edition; a label that several cases name keeps the gravest entry; raises ValueError, TooLong."""
    chosen = gravest(entries)
    parts = [(parts_of(label), entry) for label, entry in sorted(chosen.items())]
    slots = [(one.place, seal(one, entry, epoch=plan.epoch)) for one, entry in parts]
    boxes = buckets_of(slots, padding=plan.padding, epoch=plan.epoch, least_bits=before.bits if before.blobs else 0)
    kept = layers.from_bytes(before.blobs.filter) if before.blobs else None
    made = layers.layers_of([one.filter_key for one, _ in parts], kept)
    blobs = Blobs(layers.to_bytes(made), boxes.content)
    return Built(_edition(plan, before, blobs, boxes.bits), blobs)


def gravest(entries: Sequence[tuple[Label, Entry]]) -> Mapping[Label, Entry]:
    """One entry a label: listed before questioned, one without a range or end before a narrowed one, then the earlier.

    An old entry about one version must not hide that all of a model's versions were listed since.
    """
    chosen: dict[Label, Entry] = {}
    for label, entry in entries:
        if label not in chosen or _gravity(entry) < _gravity(chosen[label]):
            chosen[label] = entry
    return chosen


def _gravity(entry: Entry) -> tuple[bool, bool, datetime, str]:
    narrowed = bool(entry.first_version or entry.last_version or entry.captures_to)
    return entry.status is not Status.LISTED, narrowed, entry.since, entry.case


def _edition(plan: Plan, before: Before, blobs: Blobs, bits: int) -> Edition:
    filter_digest, buckets_digest = blobs.digests
    return Edition(
        epoch=plan.epoch,
        edition=plan.edition,
        made_at=plan.made_at,
        expires_at=plan.expires_at,
        maintainer_set=plan.maintainer_set,
        keys=plan.keys,
        filter_digest=filter_digest,
        buckets_digest=buckets_digest,
        bucket_bits=bits,
        bucket_bytes=BUCKET_BYTES,
        case_hashes=tuple(sorted(plan.case_hashes)),
        previous=before.digest,
        counts=tuple(sorted(plan.counts)),
        acts=plan.acts,
        acts_head=plan.acts_head,
    )
