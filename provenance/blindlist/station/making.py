"""The edition as this station makes it, at the moment and after the acts that a proposal names; and what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from provenance.blindlist.auditing import CLOCK_SKEW, Difference, audit
from provenance.blindlist.building import Before, Built, Plan, build
from provenance.blindlist.editions import edition_digest
from provenance.blindlist.government.in_force import InForce, in_force_of
from provenance.blindlist.government.types import Act
from provenance.blindlist.station.epochs import EpochKeys, is_of_its_time
from provenance.blindlist.station.following import Following
from provenance.blindlist.station.labelling import entries_of
from provenance.blindlist.station.parts import Parts
from provenance.blindlist.types import Edition


def made_like(
    parts: Parts, following: Following, keys: EpochKeys, like: Edition, at: datetime, before: Before | None = None
) -> Built:
    """Of the proposal only number, times and how many acts it follows are taken over. Raises NotNow.

    `before` is the edition that it follows, the newest one where nothing is said.
    """
    register = following.as_of(like.acts)
    standing = in_force_of(register, like.made_at)
    plan = Plan(
        epoch=keys.epoch,
        edition=like.edition,
        made_at=like.made_at,
        expires_at=like.expires_at,
        maintainer_set=parts.mirror.pinned.number,
        keys=keys.publics,
        case_hashes=tuple(sorted({one.case_hash for one in standing})),
        counts=_counts(standing),
        acts=register.number,
        acts_head=register.head,
        padding=keys.padding,
    )
    return build(entries_of(parts, standing, keys.publics, keys.epoch, at), plan, before or _before(parts, keys.epoch))


def differences(
    parts: Parts, following: Following, keys: EpochKeys, proposed: Edition, at: datetime
) -> tuple[Difference, ...]:
    """Every reason not to sign this proposal; what it says of its downloads is compared by their digests."""
    if not 1 <= proposed.acts <= len(following.acts):
        return (Difference("acts.unknown", str(proposed.acts), str(len(following.acts))),)
    if not is_of_its_time(parts, following, proposed):
        return (Difference("edition.epoch", str(proposed.epoch), str(keys.epoch)),)
    made = made_like(parts, following, keys, proposed, at)
    return (*audit(proposed, None, made, at=at), *_withheld(following.acts, proposed))


def _before(parts: Parts, epoch: int) -> Before:
    newest = parts.mirror.edition
    if newest is None:
        return Before()
    blobs = parts.mirror.blobs() if newest.epoch == epoch else None
    return Before(edition_digest(newest), newest.bucket_bits, blobs)


def _counts(standing: Sequence[InForce]) -> tuple[tuple[str, int], ...]:
    found: Counter[str] = Counter()
    for one in standing:
        found[one.kind.value] += len(one.commitments)
    return tuple(sorted(found.items()))


def _withheld(acts: Sequence[Act], proposed: Edition) -> tuple[Difference, ...]:
    """A proposer that leaves acts out that were there when it proposed."""
    later = acts[proposed.acts :]
    if later and later[0].at < proposed.made_at - CLOCK_SKEW:
        return (Difference("acts.withheld", str(proposed.acts), str(len(acts))),)
    return ()
