"""Compare what every place shows with all that is known of the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chronology.errors import PeerUnavailable
from chronology.mirror.alarms import Alarm, AlarmCode
from chronology.mirror.authentic import AuthenticTiles
from chronology.mirror.sighting import Sighting, compare


@dataclass(frozen=True, slots=True)
class Shown:
    """What a place shows now, and its checked tiles."""

    sighting: Sighting
    tree: AuthenticTiles


@dataclass(frozen=True, slots=True)
class Compared:
    """Alarms, and which places were shown to continue all that is known.

    A place that withholds a tile that the comparison needs is neither: it is treated as one that did not answer.
    """

    alarms: tuple[Alarm, ...]
    well: frozenset[str]


def compare_all(shown: Mapping[str, Shown], known: Iterable[Sighting], origin: str) -> Compared:
    """Each place against all that is known, and against what the others show now; both sides of a split are unwell."""
    held = list(known)
    alarms: list[Alarm] = []
    unwell: set[str] = set()
    for name, one in shown.items():
        for other in (*held, *_smaller(one, shown)):
            try:
                found = _compare(one, other, origin)
            except PeerUnavailable:
                unwell.add(name)
                continue
            if found is not None:
                alarms.append(found)
                unwell |= {name, other.source}
    return Compared(tuple(alarms), frozenset(shown) - unwell)


def _smaller(one: Shown, shown: Mapping[str, Shown]) -> list[Sighting]:
    """What other places show that is not larger; of two of one size each pair is taken once."""
    others = (other.sighting for other in shown.values())
    return [other for other in others if _order(other) < _order(one.sighting)]


def _order(sighting: Sighting) -> tuple[int, str]:
    return sighting.head.size, sighting.source


def _compare(shown: Shown, held: Sighting, origin: str) -> Alarm | None:
    new = shown.sighting
    if held.source == new.source and held.head.size > new.head.size:
        sentence = f"{new.source} shows {new.head.size} entries, and showed {held.head.size} before."
        return Alarm(AlarmCode.SHRANK, origin, new.source, sentence, held.note, new.note)
    return compare(new, shown.tree, held, origin)
