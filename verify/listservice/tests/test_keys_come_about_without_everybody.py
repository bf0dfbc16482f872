"""A maintainer who is away, one who deals nonsense, one who is new: the others make keys and editions all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.blindlist.asking import ask
from provenance.blindlist.fetching import fetch
from provenance.blindlist.government.rules import Action
from provenance.blindlist.government.tests.parliament import bytes_of, chance, signing_key
from provenance.blindlist.mirror import Mirror
from provenance.blindlist.sealing import SealingKey
from provenance.blindlist.station.journal import Busy, Journal
from provenance.blindlist.types import AnswerState, HolderIndex, Maintainer, MaintainerSet
from verify.blacklist import services
from verify.blacklist.tests.house import CAMERA
from verify.listservice.tests.world import Holders, World

pytestmark = pytest.mark.django_db(databases="__all__")


def said(world: World, where: str) -> AnswerState:
    mirror = Mirror(world.folder / where, world.members)
    fetch(mirror, world.source)
    return ask([CAMERA], holders=Holders(world), mirror=mirror, random=chance("asker"), at=world.clock())[0].state


def test_two_absent_maintainers_hold_nobody_up_for_long_and_get_their_shares_later(world: World) -> None:
    world.rounds(12, who=(1, 2, 3), seconds=11)
    first = world.stations[1].parts.mirror.edition
    early = {one.index for one in world.shares}
    world.rounds(6)

    assert first is not None
    assert early == {1, 2, 3}
    assert {one.index for one in world.shares} == {1, 2, 3, 4, 5}
    assert said(world, "asker") is AnswerState.NOT_LISTED


def test_two_stations_alone_make_neither_key_nor_edition(world: World) -> None:
    # The planted fault of the test above: below the threshold nothing may come about.
    world.rounds(14, who=(1, 2), seconds=11)

    assert world.stations[1].parts.mirror.edition is None
    assert world.shares == []


def test_a_station_that_deals_nonsense_is_left_out_by_name(world: World) -> None:
    liar = world.stations[5].parts
    world.rounds(1, who=(1, 2, 3, 4))
    for key in ("open/1", "serials/1", "links/0"):
        liar.desk.pin(f"key/{key}/0/deal", b'{"deal": "nonsense", "padding": "none"}')
    deeds = world.rounds(10)

    assert {(one.params["maintainer"], one.params["why"]) for one in deeds if one.code == "key.left_out"} == {
        (5, "deal.absent")
    }
    assert world.stations[1].parts.mirror.edition is not None


def test_a_station_goes_on_after_a_restart_where_it_was(world: World) -> None:
    world.begin()
    old = world.stations[2]
    signed = old.parts.journal.word("edition.signed")
    with pytest.raises(Busy):
        Journal(world.folder / "station-2" / "journal")
    old.parts.journal.close()
    world.stations[2] = world.station(2)
    world.rounds(2)

    assert world.stations[2].parts.journal.word("edition.signed") == signed
    assert len(world.stations[2].following.acts) == len(world.stations[1].following.acts)


def test_a_newcomer_takes_a_seat_and_opens_what_was_sealed_before_it_came(world: World) -> None:
    world.begin()
    listed = world.house.open(CAMERA)
    world.vote(listed, Action.LIST_DEVICE, (1, 3, 4))
    world.rounds(3)
    world.house.wait(world.house.rules.actions[Action.LIST_DEVICE].delay)
    world.rounds(3)
    number = services.members_propose(members=with_newcomer(world.members), seat=world.house.seat(1))
    world.vote(number, Action.CHANGE_MEMBERS, (1, 2, 3, 4))
    world.rounds(2)
    world.house.wait(world.house.rules.actions[Action.CHANGE_MEMBERS].delay)
    world.rounds(3)
    world.stations[6] = world.station(6)
    deeds = world.rounds(16, who=(1, 2, 3, 4, 6), seconds=3)
    edition = world.stations[6].parts.mirror.edition

    assert edition is not None
    assert (edition.maintainer_set, edition.epoch) == (2, 2)
    assert "edition.signed" in {one.code for one in deeds}
    assert 6 in {one.index for one in world.shares}
    assert said(world, "asker") is AnswerState.LISTED
    assert world.stations[6].parts.book.of(2).keys() == world.stations[1].parts.book.of(2).keys() != set()


def with_newcomer(members: MaintainerSet) -> MaintainerSet:
    """The set in which the fifth seat is given to another maintainer, under a number of its own."""
    old = members.members[4]
    newcomer = Maintainer(
        HolderIndex(6), "Newcomer", signing_key(6).public, SealingKey.of_seed(bytes_of("sealing", 6)).public,
        old.jurisdiction, old.sector, "", "A sixth house", old.wallet,
    )  # fmt: skip
    return MaintainerSet(2, members.quorum, members.threshold, (*members.members[:4], newcomer))


def test_folders_of_stations_are_for_their_maintainer_alone(world: World) -> None:
    world.begin()
    found = [one for one in Path(world.folder / "station-1").rglob("*") if one.is_file()]

    assert {oct(one.stat().st_mode & 0o077) for one in found if "journal" in str(one) or "labels" in str(one)} == {
        "0o0"
    }
