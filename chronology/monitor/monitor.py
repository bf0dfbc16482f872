"""Watch another log at one place or several, and say what does not fit together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from chronology.errors import Malformed, PeerUnavailable
from chronology.mirror.alarms import Alarm, AlarmCode
from chronology.mirror.remote import HttpGet, RemoteLog
from chronology.mirror.sighting import Sighting, sighting_of, tree_of
from chronology.monitor.comparing import Compared, Shown, compare_all
from chronology.monitor.state import Memory, Place, load, save
from chronology.notes import Verifier, read_checkpoint
from chronology.types import Clock, TreeHead


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a log may not answer, and not grow, before that is worth an alarm; None: for ever."""

    silent: timedelta = timedelta(hours=1)
    still: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """What one look found: the heads that fit everything known, by place, and the alarms."""

    origin: str
    at: datetime
    heads: Mapping[str, TreeHead]
    alarms: tuple[Alarm, ...]


class Monitor:
    """Watches one log; `places` gives the prefixes it is served under, by names for people.

    A head that raised an alarm is never taken as known, so the alarm comes again at each look until a human has
    acted.
    """

    def __init__(
        self,
        get: HttpGet,
        vkey: str,
        places: Mapping[str, str],
        memory: Path,
        clock: Clock,
        patience: Patience = Patience(),
    ) -> None:
        self._log = Verifier.from_text(vkey)
        self._remotes = {name: RemoteLog(get, prefix) for name, prefix in places.items()}
        self._path, self._clock, self._patience = memory, clock, patience

    def watch_once(self, sightings: Sequence[Sighting | Alarm] = ()) -> Watched:
        """Look at every place once and compare all with all.

        `sightings` are heads that others hold: checkpoints out of bundles, what witnesses cosigned or refused, roots
        on a chain. Raises StoreUnavailable and Malformed for our own memory alone; a silent place raises nothing.
        """
        now, memory = self._clock(), load(self._path)
        others = [one for one in sightings if isinstance(one, Sighting)]
        shown, troubles = self._look_everywhere()
        compared = compare_all(shown, [*self._known(memory), *others], self._log.name)
        well = {name: shown[name].sighting for name in compared.well}
        memory = self._remember(memory, well, answered={*compared.well, *self._accused(compared), *troubles}, now=now)
        memory, behind = self._look_behind(memory, shown, others, now)
        save(self._path, memory)
        told = (one for one in sightings if isinstance(one, Alarm))
        alarms = (*told, *troubles.values(), *compared.alarms, *behind, *self._quiet(memory, now))
        return Watched(self._log.name, now, {name: one.head for name, one in well.items()}, alarms)

    @staticmethod
    def _accused(compared: Compared) -> set[str]:
        return {alarm.source for alarm in compared.alarms}

    def _look_everywhere(self) -> tuple[dict[str, Shown], dict[str, Alarm]]:
        shown: dict[str, Shown] = {}
        alarms: dict[str, Alarm] = {}
        for name, remote in self._remotes.items():
            try:
                found = self._look(name, remote)
            except PeerUnavailable:
                continue  # silence is judged by how long it lasts
            if isinstance(found, Alarm):
                alarms[name] = found
            else:
                shown[name] = found
        return shown, alarms

    def _look(self, name: str, remote: RemoteLog) -> Shown | Alarm:
        sighting = sighting_of(remote.checkpoint(), name, self._log)
        if isinstance(sighting, Alarm):
            return sighting
        tree = tree_of(sighting, remote, self._log.name)
        return tree if isinstance(tree, Alarm) else Shown(sighting, tree)

    def _known(self, memory: Memory) -> Iterable[Sighting]:
        for name, place in memory.places.items():
            if place.note is not None:
                found = sighting_of(place.note, name, self._log)
                if isinstance(found, Alarm):
                    raise Malformed(f"{self._path.name} is of another log; give each log a memory of its own.")
                yield found

    def _remember(
        self, memory: Memory, well: Mapping[str, Sighting], *, answered: Collection[str], now: datetime
    ) -> Memory:
        for name in self._remotes:
            place = memory.at(name, now)
            if name in answered:
                place = replace(place, answered_at=now)
            if name in well:
                grew = place.note is None or read_checkpoint(place.note)[0].head != well[name].head
                place = Place(well[name].note, now, now if grew else place.grew_at)
            memory = memory.with_place(name, place)
        return memory

    def _look_behind(
        self, memory: Memory, shown: Mapping[str, Shown], others: Sequence[Sighting], now: datetime
    ) -> tuple[Memory, list[Alarm]]:
        """Somebody may hold a larger tree for a moment, for places are slower; not for longer than our patience."""
        largest = max((one.sighting.head.size for one in shown.values()), default=None)
        ahead = [one for one in others if largest is not None and one.head.size > largest]
        if not ahead:
            return replace(memory, behind_since=None) if largest is not None else memory, []
        since = memory.behind_since or now
        memory = replace(memory, behind_since=since)
        return memory, [self._behind(one, largest) for one in ahead if now - since >= self._patience.silent]

    def _behind(self, held: Sighting, largest: int | None) -> Alarm:
        sentence = f"{held.source} holds a tree of {held.head.size} entries; no place shows more than {largest}."
        return Alarm(AlarmCode.BEHIND, self._log.name, held.source, sentence, held.note)

    def _quiet(self, memory: Memory, now: datetime) -> list[Alarm]:
        alarms = []
        for name in self._remotes:
            place = memory.at(name, now)
            if now - place.answered_at >= self._patience.silent:
                alarms.append(self._waited(AlarmCode.SILENT, name, place.answered_at, "has not answered"))
            elif self._patience.still is not None and now - place.grew_at >= self._patience.still:
                alarms.append(self._waited(AlarmCode.STILL, name, place.grew_at, "has not grown"))
        return alarms

    def _waited(self, code: AlarmCode, name: str, since: datetime, what: str) -> Alarm:
        return Alarm(code, self._log.name, name, f"{name} {what} since {since.isoformat(timespec='seconds')}.")
