"""What a station stands on; handed in, so that tests and demonstrations hand in theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from provenance.blindlist.mirror import Mirror
from provenance.blindlist.station.desk import Desk
from provenance.blindlist.station.journal import Deed, Journal
from provenance.blindlist.station.label_book import LabelBook
from provenance.blindlist.station.secrets_of import StationKeys
from provenance.blindlist.types import KeyHolders, KeyShare, MaintainerSet

DAY: Final = timedelta(days=1)


@dataclass(slots=True)
class Parts:
    """Keys, memory, the way to the list service and to key holders, and the own holder.

    `patience` is how long others are waited for when keys are made, `turn` when an edition is; an edition is good for
    `life` and made anew at half of it; keys are good for `epoch_life`, which all stations must be told alike. `deeds`
    collects what this round did. Whoever is only `looking` pins nothing and hands no share over;
    a station of a `demo` alone works under rules without delays.
    """

    keys: StationKeys
    founders: MaintainerSet
    journal: Journal
    desk: Desk
    mirror: Mirror
    holders: KeyHolders
    book: LabelBook
    give: Callable[[KeyShare], None]
    random: Callable[[int], bytes]
    patience: timedelta = DAY
    turn: timedelta = timedelta(minutes=10)
    life: timedelta = 7 * DAY
    epoch_life: timedelta = 90 * DAY
    looking: bool = False
    demo: bool = False
    deeds: list[Deed] = field(default_factory=list)

    def say(self, code: str, **params: str | int) -> None:
        """Note what was done or refused."""
        self.deeds.append(Deed(code, params))

    def waited(self, what: str, long: timedelta, at: datetime) -> bool:
        """Whether so much time passed since this station first asked that; noted, so that a restart waits no longer."""
        name = f"since/{what}"
        since = self.journal.word(name)
        if since is None:
            self.journal.note(name, int(at.timestamp()), durable=False)
            return False
        return at.timestamp() - float(since) > long.total_seconds()
