"""A whole list in one process: the real list service behind Django's test client, real stations, holders, government.

Nothing is mocked: only the network between them is a call.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.test import Client, override_settings

from provenance.blindlist.fetching import ListUnavailable
from provenance.blindlist.government.rules import Action
from provenance.blindlist.government.tests.parliament import bytes_of, chance, signing_key
from provenance.blindlist.holders import LocalHolders
from provenance.blindlist.mirror import Mirror
from provenance.blindlist.sealing import SealingKey
from provenance.blindlist.station.desk import Desk
from provenance.blindlist.station.journal import Deed, Journal
from provenance.blindlist.station.label_book import LabelBook
from provenance.blindlist.station.parts import Parts
from provenance.blindlist.station.secrets_of import StationKeys
from provenance.blindlist.station.station import Station
from provenance.blindlist.types import HolderIndex, KeyShare
from verify.blacklist import services
from verify.blacklist.tests.house import House
from verify.ledger.tests.conftest import BEGUN, Hands

URLS = override_settings(ROOT_URLCONF="verify.listservice.urls", MIDDLEWARE=[])


class CallSource:
    """The list service as one call; `broken` lets it be away."""

    def __init__(self) -> None:
        self.client, self.broken = Client(), False

    def get(self, path: str, *, at_most: int) -> bytes | None:
        return self._said("get", path, {})

    def post(self, path: str, body: bytes, *, at_most: int) -> bytes | None:
        return self._said("post", path, {"data": body, "content_type": "application/octet-stream"})

    def _said(self, method: str, path: str, given: dict[str, object]) -> bytes | None:
        if self.broken:
            raise ListUnavailable("The list service does not answer.")
        answer = getattr(self.client, method)(path, **given)
        content: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code == 404:
            return None
        if answer.status_code >= 300:
            raise ListUnavailable(f"{answer.status_code}: {content[:300]!r}")
        return content


class World:
    """Five maintainers on one clock that only the test moves."""

    def __init__(self, folder: Path, clock: Hands) -> None:
        self.folder, self.clock, self.house = folder, clock, House(clock)
        self.members = self.house.members
        self.source = CallSource()
        self.shares: list[KeyShare] = []
        self.stations = {int(one.index): self.station(one.index) for one in self.members.members}

    def station(self, index: int, source: CallSource | None = None) -> Station:
        """The station of this maintainer, opened on its folder as after a restart."""
        where = self.folder / f"station-{index}"
        keys = StationKeys(HolderIndex(index), signing_key(index), SealingKey.of_seed(bytes_of("sealing", index)))
        return Station(
            Parts(
                keys=keys,
                founders=self.members,
                journal=Journal(where / "journal"),
                desk=Desk(source or self.source, keys),
                mirror=Mirror(where / "mirror", self.members),
                holders=Holders(self),
                book=LabelBook(where / "labels"),
                give=self.shares.append,
                random=chance("station", index),
                patience=timedelta(seconds=20),
                turn=timedelta(seconds=10),
            )
        )

    def rounds(self, count: int = 1, who: Sequence[int] = (), seconds: float = 1) -> list[Deed]:
        """So many rounds of these stations, or of all; what they did."""
        deeds: list[Deed] = []
        for _ in range(count):
            for index in who or self.stations:
                deeds += self.stations[index].round(self.clock())
            self.clock.forward(seconds)
            services.tick()
        return deeds

    def begin(self) -> None:
        """Keys made, the first edition published, and every station with its share.

        It costs a thousand requests, so that later tests of a process go on from what the first one kept.
        """
        if not _BEGUN:
            self._begin()
            _BEGUN.append(Begun.of(self))
        else:
            _BEGUN[0].copy_to(self)

    def _begin(self) -> None:
        for _ in range(12):
            self.rounds()
            if self.stations[1].parts.mirror.edition is not None and len(self.shares) == 3 * len(self.stations):
                return
        raise AssertionError("no first edition came")

    def vote(self, number: str, action: Action, yes: Sequence[int]) -> None:
        """A round in which these maintainers say yes, over and not yet counted."""
        services.round_open(case=number, action=action.value, seat=self.house.seat(yes[0]))
        for index in yes:
            self.house.vote(number, index, vote=True)
        self.house.wait(self.house.rules.actions[action].window)


@dataclass(frozen=True)
class Begun:
    """What lies on the hosts of a list that has begun."""

    folder: Path
    shares: tuple[KeyShare, ...]
    seconds: float

    @classmethod
    def of(cls, world: World) -> Begun:
        """A copy of it, which ends with the process."""
        kept = Path(tempfile.mkdtemp())
        atexit.register(shutil.rmtree, kept, ignore_errors=True)
        shutil.copytree(world.folder, kept, dirs_exist_ok=True)
        return cls(kept, tuple(world.shares), (world.clock() - BEGUN).total_seconds())

    def copy_to(self, world: World) -> None:
        """Let another world go on from here; its government was founded by the same act."""
        for station in world.stations.values():
            station.parts.journal.close()
        shutil.copytree(self.folder, world.folder, dirs_exist_ok=True)
        world.shares[:] = self.shares
        world.clock.forward(self.seconds - (world.clock() - BEGUN).total_seconds())
        world.stations = {index: world.station(index) for index in world.stations}


_BEGUN: list[Begun] = []


class Holders(LocalHolders):
    """The key holders, with whatever shares stations have given them so far."""

    def __init__(self, world: World) -> None:
        super().__init__([])
        self._world = world

    def available(self) -> Sequence[HolderIndex]:
        self._shares = {(one.index, one.name, one.epoch): one for one in self._world.shares}
        return super().available()
