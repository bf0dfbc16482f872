"""Looking without signing: a published edition made anew, and the one that is due now."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from provenance.blindlist import editions
from provenance.blindlist.auditing import Difference, audit
from provenance.blindlist.building import Before, Built
from provenance.blindlist.deltas import Blobs
from provenance.blindlist.editions import edition_digest
from provenance.blindlist.errors import BlindListError, EpochRefused
from provenance.blindlist.layers import MOST_BYTES
from provenance.blindlist.station.epochs import EpochKeys, keys_known, keys_now
from provenance.blindlist.station.making import made_like
from provenance.blindlist.station.station import Station
from provenance.blindlist.types import Edition

FURTHEST: Final = 100
"""Numbers that came to nothing lie between two editions; more than so many say that something else is wrong."""


class NothingYet(BlindListError):
    """There is nothing to look at yet: keys or a first edition are still being made."""


def audit_newest(station: Station, at: datetime) -> tuple[int, tuple[Difference, ...]]:
    """Number of the newest published edition, and every difference from what this station makes of the acts."""
    edition, keys = _newest(station, at)
    following = station.following
    if not 1 <= edition.acts <= len(following.acts):
        return edition.edition, (Difference("acts.unknown", str(edition.acts), str(len(following.acts))),)
    made = made_like(station.parts, following, keys, edition, at, _before(station, edition))
    return edition.edition, audit(edition, station.parts.mirror.blobs(), made, at=edition.made_at)


def build_now(station: Station, at: datetime) -> Built:
    """The edition that this station would propose."""
    station.bring_up(at)
    parts = station.parts
    keys = keys_now(parts, station.following, parts.mirror.pinned, at)
    if keys is None:
        raise NothingYet("The keys of this epoch are still being made. Try again when they are.")
    newest, made_at = parts.mirror.edition, at.replace(microsecond=0)
    number = (newest.edition if newest else 0) + 1
    frame = Edition(keys.epoch, number, made_at, made_at + parts.life, parts.mirror.pinned.number, (), "", "", 0, 0, (),
                    "", acts=len(station.following.acts))  # fmt: skip
    return made_like(parts, station.following, keys, frame, at)


def _newest(station: Station, at: datetime) -> tuple[Edition, EpochKeys]:
    station.bring_up(at)
    edition = station.parts.mirror.edition
    keys = keys_known(station.parts, edition.epoch) if edition else None
    if edition is None or keys is None:
        raise NothingYet("There is no edition yet, or its keys are still being made.")
    return edition, keys


def _before(station: Station, edition: Edition) -> Before:
    """The edition that was followed, found by its digest; its filter's base goes on within an epoch."""
    if not edition.previous:
        return Before()
    source = station.parts.desk.source
    for number in range(edition.edition - 1, max(0, edition.edition - FURTHEST), -1):
        found = source.get(f"/v1/editions/{number}", at_most=2 * editions.MOST_BYTES)
        old = editions.from_json(found).edition if found else None
        if old is None or edition_digest(old) != edition.previous:
            continue
        content = source.get(f"/v1/editions/{number}/filter", at_most=MOST_BYTES)
        blobs = Blobs(content, b"") if content and old.epoch == edition.epoch else None
        if blobs and blobs.digests[0] != old.filter_digest:
            break
        return Before(edition.previous, old.bucket_bits, blobs)
    raise EpochRefused("The edition that this one follows cannot be had any more: it cannot be made anew here.")
