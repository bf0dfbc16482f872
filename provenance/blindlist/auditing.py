"""What a maintainer compares before signing: the edition that somebody proposes with the one that it makes itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from provenance.blindlist.building import Built
from provenance.blindlist.deltas import Blobs
from provenance.blindlist.types import Edition

CLOCK_SKEW: Final = timedelta(minutes=5)
"""Clocks of honest hosts differ by seconds; a proposal from further away judges delays at a time of its choice."""
LONGEST_LIFE: Final = timedelta(days=31)
"""A client that hears nothing new for so long must know that it knows nothing: no edition is good for longer."""

_COMPARED: Final = ("epoch", "edition", "maintainer_set", "keys", "filter_digest", "buckets_digest", "bucket_bits",
                    "bucket_bytes", "case_hashes", "previous", "counts", "acts", "acts_head", "made_at")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One reason not to sign: a stable code such as `edition.case_hashes`, and what was proposed and made."""

    code: str
    proposed: str
    made: str


def audit(proposed: Edition, blobs: Blobs | None, made: Built, *, at: datetime) -> tuple[Difference, ...]:
    """Every difference between what is proposed and what this maintainer made; empty where it may be signed.

    `blobs` are the proposed downloads where the caller has them: their digests in the edition are compared anyway.
    """
    found = [
        Difference(f"edition.{name}", _short(getattr(proposed, name)), _short(getattr(made.edition, name)))
        for name in _COMPARED
        if getattr(proposed, name) != getattr(made.edition, name)
    ]
    return (*found, *(_downloads(proposed, blobs) if blobs else ()), *_times(proposed, at))


def _downloads(proposed: Edition, blobs: Blobs) -> tuple[Difference, ...]:
    named = (("filter", proposed.filter_digest), ("buckets", proposed.buckets_digest))
    pairs = zip(named, blobs.digests, strict=True)
    return tuple(Difference(f"download.{name}", wanted, found) for (name, wanted), found in pairs if wanted != found)


def _times(proposed: Edition, at: datetime) -> tuple[Difference, ...]:
    found = []
    if abs(proposed.made_at - at) > CLOCK_SKEW:
        found.append(Difference("time.made_at", f"{proposed.made_at:%FT%TZ}", f"{at:%FT%TZ}"))
    if not proposed.made_at < proposed.expires_at <= proposed.made_at + LONGEST_LIFE:
        found.append(Difference("time.expires_at", f"{proposed.expires_at:%FT%TZ}", f"{LONGEST_LIFE.days} days"))
    return tuple(found)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
