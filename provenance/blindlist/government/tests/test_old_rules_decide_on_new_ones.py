"""Rules and maintainers change by the old rules alone, after their delay, and never below the floor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from provenance.blindlist.government.acts import act_bytes, act_from_bytes
from provenance.blindlist.government.dockets import case_hash, docket_to_json
from provenance.blindlist.government.errors import ActRefused, BadRules, GovernmentError
from provenance.blindlist.government.machine import replay
from provenance.blindlist.government.rules import (
    DAY,
    FOUNDING,
    Action,
    EvidenceClass,
    Rules,
    demo_rules,
    rules_problems,
)
from provenance.blindlist.government.rules_json import rules_digest, rules_from_json, rules_to_json
from provenance.blindlist.government.seats import set_problems
from provenance.blindlist.government.tests.parliament import Parliament, a_docket, a_set, maintainer
from provenance.blindlist.government.types import ActKind, Reason, Target
from provenance.blindlist.pins import set_digest, set_to_json
from provenance.blindlist.types import MaintainerSet


def changed(action: Action, **words: object) -> Rules:
    rule = replace(FOUNDING.actions[action], **words)  # type: ignore[arg-type]
    return replace(FOUNDING, number=2, actions={**FOUNDING.actions, action: rule})


def propose(house: Parliament, proposal: Rules | MaintainerSet) -> str:
    is_rules = isinstance(proposal, Rules)
    named = rules_digest(proposal) if isinstance(proposal, Rules) else set_digest(proposal)
    body = rules_to_json(proposal) if isinstance(proposal, Rules) else set_to_json(proposal)
    words = {"reason": Reason.GOVERNING, "evidence_class": EvidenceClass.C, "evidence": named, "ids": ()}
    docket = a_docket(house.register, house.at, target=Target.RULES if is_rules else Target.MEMBERS, **words)
    house.do(ActKind.CASE_OPENED, case_hash(docket), {"docket": docket_to_json(docket), "proposal": body})
    return case_hash(docket)


def test_four_of_five_change_a_rule_after_a_fortnight() -> None:
    house = Parliament()
    longer = changed(Action.LIST_DEVICE, delay=7 * DAY)
    name = propose(house, longer)
    assert house.decide(name, Action.CHANGE_RULES, yes=(1, 3, 4, 5)).met
    house.wait(14 * DAY - 1)
    assert house.register.now == FOUNDING
    house.wait(1)
    assert house.register.now == longer
    assert replay(house.acts) == house.register


def test_three_of_five_change_nothing() -> None:
    house = Parliament()
    name = propose(house, changed(Action.LIST_DEVICE, delay=7 * DAY))
    assert not house.decide(name, Action.CHANGE_RULES, yes=(1, 3, 4), no=(2, 5)).met
    house.wait(60 * DAY)
    assert house.register.now == FOUNDING


def test_a_case_is_decided_to_its_end_by_the_rules_of_its_first_day() -> None:
    house = Parliament()
    old = house.open()
    name = propose(house, changed(Action.LIST_DEVICE, delay=7 * DAY))
    house.decide(name, Action.CHANGE_RULES, yes=(1, 3, 4, 5))
    house.wait(14 * DAY)
    house.decide(old, Action.LIST_DEVICE, yes=(1, 3, 4))
    house.wait(3 * DAY)
    assert house.case(old).listed_at is not None


def test_of_two_changes_the_second_is_overtaken() -> None:
    house = Parliament()
    first, second = (propose(house, changed(Action.LIST_DEVICE, delay=days * DAY)) for days in (7, 1))
    for name in (first, second):
        house.decide(name, Action.CHANGE_RULES, yes=(1, 2, 3, 4, 5))
        house.wait(3600)
    house.wait(14 * DAY)
    assert len(house.register.rules) == 2
    assert house.register.now.actions[Action.LIST_DEVICE].delay == 7 * DAY


def test_a_new_maintainer_joins_by_the_votes_of_the_old() -> None:
    house = Parliament()
    joined = replace(a_set(5, number=2), quorum=4, threshold=4, members=(*a_set(5).members, maintainer(6)))
    house.decide(propose(house, joined), Action.CHANGE_MEMBERS, yes=(1, 3, 4, 5))
    house.wait(14 * DAY)
    assert house.register.sets == (house.members, joined)


WEAK: dict[str, Callable[[], Rules]] = {
    "one vote suspends": lambda: changed(Action.SUSPEND, votes=1),
    "two list a device": lambda: changed(Action.LIST_DEVICE, votes=2),
    "at once": lambda: changed(Action.LIST_DEVICE, delay=0),
    "in a minute, where it is urgent": lambda: changed(Action.LIST_CLASS, urgent=60),
    "delisting harder than listing": lambda: changed(Action.DELIST, votes=4),
    "a bare majority changes rules": lambda: changed(Action.CHANGE_RULES, share=(1, 2)),
    "one jurisdiction": lambda: replace(FOUNDING, number=2, jurisdictions=1),
    "one sector": lambda: changed(Action.LIST_DEVICE, sectors=1),
    "a suspension without end": lambda: replace(FOUNDING, number=2, suspension=3650 * DAY),
    "an appeal without end": lambda: replace(FOUNDING, number=2, appeal_window=3650 * DAY),
}


@pytest.mark.parametrize("weak", WEAK)
def test_no_majority_goes_below_the_floor(weak: str) -> None:
    with pytest.raises(BadRules):
        propose(Parliament(), WEAK[weak]())


def test_a_demo_s_rules_stay_a_demo_s() -> None:
    assert list(rules_problems(demo_rules(5))) == []
    with pytest.raises(ActRefused):
        propose(Parliament(), replace(demo_rules(5), number=2))


def test_rules_survive_being_written_down() -> None:
    for rules in (FOUNDING, demo_rules(3)):
        assert rules_from_json(rules_to_json(rules)) == rules


def test_an_act_has_one_spelling() -> None:
    house = Parliament()
    house.open()
    for act in house.acts:
        assert act_from_bytes(act_bytes(act)) == act
    with pytest.raises(GovernmentError):
        act_from_bytes(act_bytes(house.acts[1]) + b" ")


SETS: dict[str, Callable[[], MaintainerSet]] = {
    "three of one country": lambda: recast(3, jurisdiction="CH"),
    "two countries": lambda: replace(
        a_set(), members=tuple(replace(one, jurisdiction="CH" if one.index < 3 else "BR") for one in a_set().members)
    ),
    "one organisation twice": lambda: recast(3, organisation="Organisation 1"),
    "a shared wallet": lambda: recast(3, wallet=maintainer(1).wallet),
    "no wallet": lambda: recast(3, wallet=b""),
    "two sectors": lambda: replace(
        a_set(), members=tuple(replace(one, sector="newsroom" if one.index < 4 else "maker") for one in a_set().members)
    ),
    "two sign an edition": lambda: replace(a_set(), quorum=2),
    "one opens the list": lambda: replace(a_set(), threshold=1),
    "fewer than a rule asks for": lambda: replace(a_set(), members=a_set().members[:3], quorum=2),
}


def recast(index: int, **words: object) -> MaintainerSet:
    """Five maintainers, one of whom is somebody else."""
    members = tuple(replace(one, **words) if one.index == index else one for one in a_set().members)  # type: ignore[arg-type]
    return replace(a_set(), members=members)


@pytest.mark.parametrize("weak", SETS)
def test_a_set_that_lets_too_few_decide_is_refused(weak: str) -> None:
    assert list(set_problems(SETS[weak](), FOUNDING))


def test_sets_of_five_seven_and_nine_are_fine() -> None:
    assert [list(set_problems(a_set(size), FOUNDING)) for size in (5, 7, 9)] == [[], [], []]
