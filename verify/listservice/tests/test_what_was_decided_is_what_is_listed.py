"""What stands on the list is what was voted on, and from when it was: whoever wrote the boxes and the acts.

Somebody has the list server and its store, and reports what he likes.
"""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from provenance.attestation.types import DeviceId, IdKind
from provenance.blindlist.asking import ask
from provenance.blindlist.fetching import fetch
from provenance.blindlist.government.acts import BEGINNING, act_to_json
from provenance.blindlist.government.rules import Action, demo_rules
from provenance.blindlist.government.rules_json import rules_to_json
from provenance.blindlist.government.tests.parliament import chance
from provenance.blindlist.government.types import Act, ActKind
from provenance.blindlist.mirror import Mirror
from provenance.blindlist.pins import set_to_json
from provenance.blindlist.sealing import Scope, seal_id, to_json
from provenance.blindlist.types import AnswerState
from verify.blacklist import services
from verify.blacklist.models import SealedIdRow
from verify.blacklist.tests.house import CAMERA, OTHER
from verify.listservice.tests.world import Holders, World

pytestmark = pytest.mark.django_db(databases="__all__")

MODEL = DeviceId(IdKind.MODEL, "demo", "one")


def called_a_key(sealed: str) -> str:
    return json.dumps({**json.loads(sealed), "kind": IdKind.LEAF_KEY.value})


def with_long_versions(world: World, device: DeviceId) -> str:
    scope = Scope("1" * 60, "2" * 60)
    return to_json(seal_id(device, world.members, chance("long"), scope))


def said(world: World, device: DeviceId) -> AnswerState:
    mirror = Mirror(world.folder / "asker", world.members)
    fetch(mirror, world.source)
    return ask([device], holders=Holders(world), mirror=mirror, random=chance("asker"), at=world.clock())[0].state


def listed_with(world: World, sealed: str, kept: str) -> None:
    """Three votes for a device with this box, which the store then holds in this form; and for another device."""
    given = {"reason": "key_shared", "evidence_class": "B", "evidence": world.house.evidence()}
    number = services.case_open(ids=[sealed], **given)  # type: ignore[arg-type]
    SealedIdRow.objects.filter(case__number=number).update(sealed=kept)
    for one in (number, world.house.open(OTHER)):
        world.vote(one, Action.LIST_DEVICE, (1, 3, 4))
        world.rounds(2)
    world.house.wait(world.house.rules.actions[Action.LIST_DEVICE].delay)
    world.rounds(3)


def test_a_class_is_not_listed_by_the_votes_for_one_device(world: World) -> None:
    world.begin()
    box = world.house.seal(MODEL)
    listed_with(world, called_a_key(box), box)

    assert said(world, MODEL) is AnswerState.NOT_LISTED
    assert said(world, OTHER) is AnswerState.LISTED


def test_versions_that_no_record_holds_keep_nothing_else_off_the_list(world: World) -> None:
    world.begin()
    box = with_long_versions(world, CAMERA)
    listed_with(world, box, box)

    assert said(world, OTHER) is AnswerState.LISTED


@pytest.mark.parametrize("demo", [False, True])
def test_rules_of_a_demonstration_found_no_other_list(world: World, demo: bool) -> None:
    """The pins name maintainers, not rules: whoever founds anew on the server would take the delays away."""
    station = world.stations[2]
    station.parts.demo = demo
    body = {"rules": rules_to_json(demo_rules(1)), "set": set_to_json(world.members)}
    first = Act(1, BEGINNING, ActKind.FOUNDED, world.clock().replace(microsecond=0), "", body)
    station.parts.desk.acts_after = lambda number: [act_to_json(first)][number:]  # type: ignore[method-assign]

    world.rounds(1, who=(2,))
    assert (station.following.register is not None) is demo


@pytest.mark.parametrize(("days", "taken"), [(-14, False), (0, True), (1, False)])
def test_an_act_is_dated_when_it_was_written(world: World, days: int, taken: bool) -> None:
    """Back-dated by its window an appeal would be won on the spot, and a listing stand without its delay."""
    world.house.clock.forward(15 * 86_400)
    station = world.stations[1]
    world.rounds(2, who=(1,), seconds=61)
    register = station.following.register
    assert register is not None
    at = (world.clock() + timedelta(days=days)).replace(microsecond=0)
    body = {"jurisdiction": "CH", "demand": "other"}
    forged = Act(register.number + 1, register.head, ActKind.LEGAL_ORDER, at, "", body)
    station.parts.desk.acts_after = lambda number: [act_to_json(forged)][number - register.number :]  # type: ignore[method-assign]

    deeds = world.rounds(1, who=(1,))
    assert (forged in station.following.acts) is taken
    assert any(one.params.get("error") == "AnotherPast" for one in deeds) is not taken
