"""From a case to a listing, and back: the table of the notes, one row after another."""

from __future__ import annotations

from datetime import timedelta

import pytest

from provenance.attestation.types import IdKind
from provenance.blindlist.government.errors import ActRefused
from provenance.blindlist.government.in_force import in_force
from provenance.blindlist.government.machine import replay
from provenance.blindlist.government.rules import DAY, Action, EvidenceClass
from provenance.blindlist.government.tests.parliament import Parliament, bytes_of
from provenance.blindlist.government.timing import standing
from provenance.blindlist.government.types import ActKind, Reason, Target
from provenance.blindlist.types import Status

MODEL = {"target": Target.CLASS, "reason": Reason.FIRMWARE_HOLE, "ids": ((IdKind.MODEL, bytes_of("model").hex()),)}


def refused(code: str) -> pytest.RaisesExc[ActRefused]:
    return pytest.raises(ActRefused, check=lambda error: error.code == code)


def status(house: Parliament, name: str) -> Status | None:
    return standing(house.case(name), house.at).status


def test_three_votes_list_a_device_after_three_days_and_not_before() -> None:
    house = Parliament()
    name = house.open()
    assert house.decide(name, Action.LIST_DEVICE, yes=(1, 3, 4)).met
    decided = house.at
    house.wait(3 * DAY - 1)
    assert status(house, name) is None
    house.wait(1)
    assert status(house, name) is Status.LISTED
    assert standing(house.case(name), house.at).since == decided + timedelta(days=3)


def test_two_votes_of_one_jurisdiction_suspend_nothing() -> None:
    house = Parliament()
    name = house.open()
    assert not house.decide(name, Action.SUSPEND, yes=(1, 2)).met
    assert status(house, name) is None


def test_two_votes_question_a_device_at_once_and_it_lapses_after_a_fortnight() -> None:
    house = Parliament()
    name = house.open(evidence_class=EvidenceClass.D)
    assert house.decide(name, Action.SUSPEND, yes=(1, 3)).met
    assert status(house, name) is Status.QUESTIONED
    house.wait(14 * DAY - 1)
    assert status(house, name) is Status.QUESTIONED
    house.wait(1)
    assert status(house, name) is None
    with refused("suspension.again"):
        house.round(name, Action.SUSPEND)


def test_evidence_of_class_d_lists_nothing() -> None:
    house = Parliament()
    name = house.open(evidence_class=EvidenceClass.D)
    with refused("evidence.too_weak"):
        house.round(name, Action.LIST_DEVICE)


def test_a_model_takes_four_votes_a_maker_who_was_told_and_a_week() -> None:
    house = Parliament()
    name = house.open(**MODEL, evidence_class=EvidenceClass.C)
    with refused("maker.not_told"):
        house.round(name, Action.LIST_CLASS)
    house.do(ActKind.VENDOR_TOLD, name)
    assert not house.decide(name, Action.LIST_CLASS, yes=(1, 3, 4), no=(5,)).met
    assert house.decide(name, Action.LIST_CLASS, yes=(1, 3, 4, 5)).met
    house.wait(7 * DAY - 1)
    assert status(house, name) is None
    house.wait(1)
    assert status(house, name) is Status.LISTED


def test_a_proven_key_compromise_lists_a_model_after_a_day() -> None:
    house = Parliament()
    name = house.open(**MODEL)
    house.do(ActKind.VENDOR_TOLD, name)
    house.decide(name, Action.LIST_CLASS, yes=(1, 3, 4, 5))
    house.wait(DAY)
    assert status(house, name) is Status.LISTED


def test_each_maintainer_stops_a_listing_once() -> None:
    house = Parliament()
    name = house.open()
    for index in (2, 5):
        house.decide(name, Action.LIST_DEVICE, yes=(1, 3, 4))
        body = {"voice": house.voice(name, index), "reason": "wrong_device", "proof": bytes_of(index).hex()}
        house.do(ActKind.CANCELLED, name, body)
        house.wait(4 * DAY)
        assert status(house, name) is None
    house.decide(name, Action.LIST_DEVICE, yes=(1, 3, 4))
    with refused("cancel.again"):
        house.do(ActKind.CANCELLED, name, body)
    house.wait(3 * DAY)
    assert status(house, name) is Status.LISTED


def test_an_appeal_is_decided_by_others_with_two_votes_and_at_once() -> None:
    house = Parliament()
    name = house.list_device()
    house.appeal(name)
    assert house.decide(name, Action.DELIST, yes=(2, 5)).met
    assert status(house, name) is None
    assert house.case(name).ended == "delisted"


def test_nobody_who_voted_to_list_sits_on_the_appeal() -> None:
    house = Parliament()
    name = house.list_device()
    house.appeal(name)
    with refused("panel.overlap"):
        house.round(name, Action.DELIST, panel=(1, 2))


@pytest.mark.parametrize("left", [Status.QUESTIONED, None])
def test_an_appeal_that_nobody_decides_is_won_as_far_as_the_evidence_goes(left: Status | None) -> None:
    house = Parliament()
    if left is None:
        name = house.open(evidence_class=EvidenceClass.D)
        house.decide(name, Action.SUSPEND, yes=(1, 3))
    else:
        name = house.list_device()
    house.appeal(name)
    before = status(house, name)
    house.wait(house.rules.appeal_window)
    assert (before, status(house, name)) == ((Status.LISTED if left else Status.QUESTIONED), left)


def test_a_vote_that_the_panel_stays_away_from_turns_no_appeal_down() -> None:
    house = Parliament()
    name = house.list_device()
    house.appeal(name)
    by = house.case(name).appeal_by
    assert not house.decide(name, Action.DELIST, yes=(), no=(2,)).met
    assert house.case(name).appeal_by == by
    house.decide(name, Action.DELIST, yes=(), no=(2, 5))
    assert (house.case(name).appeal_by, status(house, name)) == (None, Status.LISTED)


def test_two_stations_cannot_say_that_everybody_voted_against_an_owner() -> None:
    house = Parliament(size=9)
    name = house.open()
    about = house.round(name, Action.LIST_DEVICE)
    for index in about.panel[:3]:
        house.vote(about, index, True)
    house.wait_until(about.closed)
    house.publish(house.counted(about), about.panel)
    house.wait(3 * DAY)
    house.appeal(name)
    second = house.round(name, Action.DELIST)
    for index in second.panel:
        house.vote(second, index, True)
    with refused("outcome.unproven"):
        house.publish(house.counted(second, met=False), second.panel[:2])
    house.publish(house.counted(second), second.panel[:3])
    assert house.case(name).ended == "delisted"


def test_an_appeal_makes_no_question_last_longer_and_is_opened_once() -> None:
    house = Parliament()
    name = house.list_device()
    house.appeal(name)
    house.wait(house.rules.appeal_window)
    until = house.case(name).questioned_until
    house.wait(60 * DAY)
    house.appeal(name)
    again = house.acts[-1].body
    house.wait(house.rules.appeal_window)
    assert house.case(name).questioned_until == until
    with refused("appeal.known"):
        house.do(ActKind.APPEALED, name, again)
    house.wait_until(until or house.at)
    assert status(house, name) is None


def test_an_appeal_that_stations_did_not_confirm_counts_for_nothing() -> None:
    house = Parliament()
    name = house.list_device()
    with refused("appeal.unproven"):
        house.appeal(name, stations=(1, 1))


def test_a_case_that_nobody_decides_ends_by_itself() -> None:
    house = Parliament()
    name = house.open()
    house.wait(house.rules.case_window)
    assert house.case(name).ended == "no_decision"


def test_an_outcome_signed_by_fewer_stations_than_votes_changes_nothing() -> None:
    house = Parliament()
    name = house.open()
    about = house.round(name, Action.LIST_DEVICE)
    for index in (1, 3, 4, 2, 5):
        house.vote(about, index, True)
    with refused("outcome.unproven"):
        house.publish(house.counted(about), (1, 2, 2))


def test_stations_and_outsiders_come_to_the_same_list() -> None:
    house = Parliament()
    name = house.list_device()
    (found,) = in_force(house.acts, house.at)
    assert replay(house.acts) == house.register
    assert (found.case_hash, found.kind, found.entry.status) == (name, IdKind.LEAF_KEY, Status.LISTED)
    assert found.commitments == (house.case(name).docket.ids[0][1],)
