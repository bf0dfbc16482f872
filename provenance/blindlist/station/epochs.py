"""Which epoch it is by the calendar, and the keys of an epoch once all of them are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from provenance.blindlist.station.following import Following
from provenance.blindlist.station.key_duty import Made, key_known, key_of_epoch
from provenance.blindlist.station.parts import Parts
from provenance.blindlist.types import Edition, KeyName, MaintainerSet, PublicKey

LINKS_EPOCH: Final = 0
LEAD: Final = 8
"""Keys of the next epoch are begun so many times the patience before it: two attempts with silent members."""


@dataclass(frozen=True, slots=True)
class EpochKeys:
    """All keys of one epoch, and what fills the empty slots of its buckets."""

    epoch: int
    publics: tuple[PublicKey, ...]
    padding: bytes


def epoch_at(parts: Parts, following: Following, members: MaintainerSet, at: datetime) -> int:
    """Which epoch it is, the same for everybody: a new one begins with the calendar and with each change of the set.

    Calendar and set only ever grow, so that no two of their pairs that come about share a sum.
    """
    return int((at - following.acts[0].at) / parts.epoch_life) + members.number


def keys_of(parts: Parts, members: MaintainerSet, epoch: int, at: datetime) -> EpochKeys | None:
    """The keys of this epoch; where some are not made yet, this station's next part in making them is done."""
    wanted = ((KeyName.OPEN, epoch, members), (KeyName.SERIALS, epoch, members), (KeyName.LINKS, 0, parts.founders))
    return _whole(epoch, [key_of_epoch(parts, name, number, people, at) for name, number, people in wanted])


def keys_known(parts: Parts, epoch: int) -> EpochKeys | None:
    """The keys of an epoch that this station saw made."""
    wanted = ((KeyName.OPEN, epoch), (KeyName.SERIALS, epoch), (KeyName.LINKS, LINKS_EPOCH))
    return _whole(epoch, [key_known(parts, name, number) for name, number in wanted])


def keys_now(parts: Parts, following: Following, members: MaintainerSet, at: datetime) -> EpochKeys | None:
    """The newest keys: of the epoch that it is, else those of the edition at hand until the new ones are made."""
    epoch = epoch_at(parts, following, members, at)
    coming = epoch_at(parts, following, members, at + LEAD * parts.patience)
    newest = parts.mirror.edition
    found = keys_of(parts, members, epoch, at)
    if coming != epoch and found is not None:
        keys_of(parts, members, coming, at)
    if found is None and newest is not None and newest.epoch < epoch:
        return keys_known(parts, newest.epoch)
    return found


def is_of_its_time(parts: Parts, following: Following, proposed: Edition) -> bool:
    """Whether an edition of this epoch may be made at that moment: of the one it is, or still of the one at hand."""
    newest = parts.mirror.edition
    now = epoch_at(parts, following, parts.mirror.pinned, proposed.made_at)
    return proposed.epoch in {now, newest.epoch if newest else now}


def _whole(epoch: int, found: Sequence[Made | None]) -> EpochKeys | None:
    made = [one for one in found if one is not None]
    if len(made) < len(found) or made[0].padding is None:
        return None
    return EpochKeys(epoch, tuple(one.public for one in made), made[0].padding)
