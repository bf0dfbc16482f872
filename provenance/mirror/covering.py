"""What attests an entry of the log, worked out from the facts of a mirror as the installation itself does."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Moment = Mapping[str, Any]
"""One end of an interval as the interface writes it: `at`, `source`, `chain_id`, block, `development`."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Anchors of one peer in one state: the sizes they cover, ascending, and each one's body."""

    sizes: Sequence[int]
    bodies: Sequence[Mapping[str, Any]]

    def covering(self, index: int) -> Mapping[str, Any] | None:
        """The one with the smallest tree that holds this entry."""
        place = bisect_right(self.sizes, index)
        return self.bodies[place] if place < len(self.sizes) else None


@dataclass(frozen=True, slots=True)
class Attested:
    """The newest checkpoint, who cosigned, and anchors by peer, the final ones of each before the rest."""

    size: int
    cosigned: Mapping[str, Any] | None
    peers: Sequence[Sequence[Lane]]

    def states(self, index: int) -> list[str]:
        """How far the entry is, in the words of the interface; anchors of a development chain add none."""
        words = ["recorded", *(["checkpointed"] if self.size > index else [])]
        words += ["cosigned"] if self._cosigned(index) else []
        standing = {one["state"] for one in self._anchors(index) if not one["development"]}
        return words + [word for word in ("seen", "final") if word in standing]

    def by(self, index: int) -> Moment | None:
        """The earliest end that somebody else vouches for; a development chain counts where nothing else does."""
        final = (one["moment"] for one in self._anchors(index) if one["state"] == "final")
        moments = [one for one in final if one is not None]
        cosigned = self._cosigned(index)
        if cosigned is not None:
            moments.append(cosigned["moment"])
        return min(moments, key=lambda one: (one["development"], datetime.fromisoformat(one["at"])), default=None)

    def _cosigned(self, index: int) -> Mapping[str, Any] | None:
        return self.cosigned if self.cosigned is not None and self.cosigned["size"] > index else None

    def _anchors(self, index: int) -> Iterable[Mapping[str, Any]]:
        for lanes in self.peers:
            found = next((one for lane in lanes if (one := lane.covering(index)) is not None), None)
            if found is not None:
                yield found


ORDER = ("final", "seen", "pending")


def attested(log: Mapping[str, Any], anchors: Iterable[Mapping[str, Any]]) -> Attested:
    """From the newest word about the log, and the anchors."""
    by_peer: dict[str, dict[str, list[Mapping[str, Any]]]] = {}
    for one in anchors:
        by_peer.setdefault(str(one["peer"]), {}).setdefault(str(one["state"]), []).append(one)
    peers = [[_lane(states[word]) for word in ORDER if word in states] for _, states in sorted(by_peer.items())]
    return Attested(int(log.get("size", 0)), log.get("cosigned"), peers)


def _lane(bodies: list[Mapping[str, Any]]) -> Lane:
    listed = sorted(bodies, key=lambda one: int(one["size"]))
    return Lane([int(one["size"]) for one in listed], listed)
