"""The whole way of a listing through the real list service: keys made together, votes counted, an edition signed."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.blindlist.asking import ask
from provenance.blindlist.fetching import fetch
from provenance.blindlist.government.rules import Action
from provenance.blindlist.government.tests.parliament import chance
from provenance.blindlist.mirror import Mirror
from provenance.blindlist.types import AnswerState
from verify.blacklist.tests.house import CAMERA, OTHER
from verify.listservice.tests.world import Holders, World

pytestmark = pytest.mark.django_db(databases="__all__")


def answers(world: World, mirror: Mirror) -> list[AnswerState]:
    found = ask([CAMERA, OTHER], holders=Holders(world), mirror=mirror, random=chance("asker"), at=world.clock())
    return [one.state for one in found]


def test_keys_are_made_together_and_an_empty_edition_is_signed(world: World, tmp_path: Path) -> None:
    deeds = world.rounds(12)
    mirror = Mirror(tmp_path / "asker", world.members)
    fetched = fetch(mirror, world.source)

    assert [one for one in deeds if one.code in {"duty.failed", "edition.refused"}] == []
    assert fetched.edition is not None
    assert {one.name.value for one in fetched.edition.keys} == {"open", "serials", "links"}
    assert answers(world, mirror) == [AnswerState.NOT_LISTED, AnswerState.NOT_LISTED]


def test_a_voted_camera_is_listed_after_its_delay_and_not_before(world: World, tmp_path: Path) -> None:
    world.begin()
    number = world.house.open(CAMERA)
    world.vote(number, Action.LIST_DEVICE, (1, 3, 4))
    world.rounds(3)
    mirror = Mirror(tmp_path / "asker", world.members)
    fetch(mirror, world.source)
    early = answers(world, mirror)
    world.house.wait(world.house.rules.actions[Action.LIST_DEVICE].delay)
    world.rounds(3)
    fetch(mirror, world.source)

    assert early == [AnswerState.NOT_LISTED, AnswerState.NOT_LISTED]
    assert answers(world, mirror) == [AnswerState.LISTED, AnswerState.NOT_LISTED]
