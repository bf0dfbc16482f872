"""The story of one camera through the services: listed by three, shown by its owner, delisted by two others."""

from __future__ import annotations

import json

import pytest

from provenance.blindlist.government.in_force import in_force_of
from provenance.blindlist.government.rules import DAY, Action, demo_rules
from provenance.blindlist.types import Status
from verify.blacklist import selectors, services
from verify.blacklist.errors import BadAct, NotNow, NotSeated, TooMany
from verify.blacklist.models import ActRow, Appeal, BallotRow
from verify.blacklist.tests.house import CAMERA, OTHER, SERIAL, House
from verify.ledger.tests.conftest import Hands


def test_a_camera_is_listed_appealed_against_and_delisted(house: House) -> None:
    number = house.list_camera(CAMERA, SERIAL)
    assert selectors.case_public(number).state == "listed"
    told = in_force_of(house.replayed(), house.clock())
    assert {(one.kind.value, one.entry.status) for one in told} == {
        ("leaf_key", Status.LISTED),
        ("body_serial", Status.LISTED),
    }
    owner = services.appeal_open(case=number)
    services.appeal_prove(token=owner.token, sealed_ids=[house.seal(CAMERA)], handle="one key")
    assert house.compare()
    assert selectors.appeal_by_token(owner.token).state == "matched"
    house.decide(number, Action.DELIST, yes=(2, 5))
    services.tick()
    assert selectors.case_public(number).state == "delisted"
    assert selectors.appeal_by_token(owner.token).state == "upheld"
    assert in_force_of(house.replayed(), house.clock()) == ()


def test_every_act_has_its_leaf(house: House) -> None:
    house.list_camera()
    services.tick()
    assert ActRow.objects.count() >= 5
    assert not ActRow.objects.filter(record_id="").exists()


def test_an_owner_of_another_camera_opens_no_appeal(house: House) -> None:
    number = house.list_camera()
    stranger = services.appeal_open(case=number)
    services.appeal_prove(token=stranger.token, sealed_ids=[house.seal(OTHER)], handle="another key")
    assert not house.compare()
    assert selectors.appeal_by_token(stranger.token).state == "not_the_device"
    house.wait(house.rules.appeal_window)
    assert selectors.case_public(number).state == "listed"


def test_a_key_has_one_open_appeal(house: House) -> None:
    number = house.list_camera()
    one, two = services.appeal_open(case=number), services.appeal_open(case=number)
    services.appeal_prove(token=one.token, sealed_ids=[house.seal(CAMERA)], handle="one key")
    with pytest.raises(TooMany):
        services.appeal_prove(token=two.token, sealed_ids=[house.seal(CAMERA)], handle="one key")


def test_an_appeal_that_nobody_decides_leaves_the_camera_questioned(house: House) -> None:
    number = house.list_camera()
    owner = services.appeal_open(case=number)
    services.appeal_prove(token=owner.token, sealed_ids=[house.seal(CAMERA)], handle="one key")
    house.compare()
    house.wait(house.rules.appeal_window)
    assert selectors.case_public(number).state == "questioned"
    assert selectors.appeal_by_token(owner.token).state == "timed_out"


def test_whoever_reported_does_not_vote_to_list(house: House) -> None:
    number = house.open(seat=house.seat(1))
    services.round_open(case=number, action="list_device", seat=house.seat(3))
    with pytest.raises(NotSeated):
        house.vote(number, 1, True)


def test_whoever_reported_suspends_with_another_and_not_alone(house: House) -> None:
    number = house.open(seat=house.seat(1))
    house.decide(number, Action.SUSPEND, yes=(1, 3))
    assert selectors.case_public(number).state == "questioned"
    alone = house.open(OTHER, recused=(1, 3))
    house.decide(alone, Action.SUSPEND, yes=(1, 3))
    assert selectors.case_public(alone).state == "open"


def test_no_vote_can_be_read_out_of_the_rows(house: House) -> None:
    """What is kept of two ballots differs in nothing but random values, whatever was voted."""
    number = house.open()
    services.round_open(case=number, action="list_device", seat=house.seat(1))
    shown = [house.vote(number, index, index % 2 == 0) for index in (1, 2, 3, 4)]
    rows = "".join(str(vars(one)) for one in BallotRow.objects.all())
    assert not any(one.opening in rows or one.opening[:64] in rows for one in shown)


def test_a_late_ballot_is_not_taken(house: House) -> None:
    number = house.open()
    services.round_open(case=number, action="list_device", seat=house.seat(1))
    prepared = services.ballot_prepare(case=number, seat=house.seat(1), vote=True)
    house.wait(3 * DAY)
    with pytest.raises(NotNow):
        services.ballot_cast(
            case=number, seat=house.seat(1), signed=house.signed(1, prepared), opening=prepared.opening
        )


def test_nothing_of_a_token_is_kept(house: House) -> None:
    number = house.list_camera()
    owner = services.appeal_open(case=number)
    assert owner.token not in str(list(Appeal.objects.values()))


def test_the_signatures_under_an_appeal_do_not_tell_who_sat(house: House) -> None:
    number = house.list_camera()
    owner = services.appeal_open(case=number)
    services.appeal_prove(token=owner.token, sealed_ids=[house.seal(CAMERA)], handle="one key")
    house.compare()
    house.decide(number, Action.DELIST, yes=(2, 5))
    counted = [one.act for one in selectors.case_public(number).acts if one.act.kind.value == "round_counted"]
    signed = [{pair[0] for pair in act.body["signatures"]} for act in counted]  # type: ignore[index,union-attr]
    assert signed == [{1, 2, 3, 4, 5}, {1, 2, 3, 4, 5}]


def test_stations_of_others_are_waited_for_and_not_for_ever(house: House) -> None:
    number = house.list_camera()
    owner = services.appeal_open(case=number)
    services.appeal_prove(token=owner.token, sealed_ids=[house.seal(CAMERA)], handle="one key")
    house.compare()
    services.round_open(case=number, action="delist", seat=house.seat(2))
    for index in (2, 5):
        house.vote(number, index, True)
    house.count(stations=(2, 5, 1))
    assert selectors.case_public(number).state == "appealed"
    house.wait(121)
    assert selectors.case_public(number).state == "delisted"


def test_what_is_not_sealed_to_every_station_is_not_taken(house: House) -> None:
    """Else some stations could never compare or recompute it."""
    sealed = json.loads(house.seal(CAMERA))
    sealed["boxes"].popitem()
    with pytest.raises(BadAct):
        services.case_open(ids=[json.dumps(sealed)], reason="key_shared", evidence_class="B", evidence=house.evidence())


def test_a_demo_closes_a_vote_as_soon_as_enough_ballots_are_in(ledger: object, clock: Hands) -> None:
    house = House(clock, rules=demo_rules(5))
    number = house.open()
    services.round_open(case=number, action="list_device", seat=house.seat(1))
    for index in (1, 3, 4):
        house.vote(number, index, True)
    house.count()
    house.wait(5)
    assert selectors.case_public(number).state == "listed"
