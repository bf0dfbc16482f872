"""Whoever has the store and the operator's keys, but no maintainer's: each attempt is refused by a station's replay."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from provenance.blindlist.errors import BlindListError
from provenance.blindlist.government.acts import act_bytes, act_from_json, act_hash
from provenance.blindlist.government.codec import seconds, whole
from provenance.blindlist.government.in_force import in_force_of
from provenance.blindlist.government.outcomes import signatures_to_json
from provenance.blindlist.government.rules import DAY, Action
from provenance.blindlist.government.tasks import outcome_of_task
from provenance.blindlist.government.types import Act, ActKind, Plain
from provenance.blindlist.government.words import check_cancel
from provenance.blindlist.types import HolderIndex
from verify.blacklist import selectors, services
from verify.blacklist.errors import ActRefused, BadBallot
from verify.blacklist.models import ActRow, BallotRow, RoundRow, SealedIdRow, SignedWord
from verify.blacklist.tests.house import OTHER, House, opener

Attack = Callable[[House, str], None]


def forge(house: House, kind: ActKind, case: str, body: dict[str, Plain] | None = None) -> None:
    """An act put into the store past every service, with a chain that fits."""
    last = ActRow.objects.order_by("-number")[0]
    act = Act(last.number + 1, last.hash, kind, whole(house.clock()), case, body or {})
    words = {"kind": kind.value, "case": case, "at": act.at, "body": act_bytes(act).decode()}
    ActRow.objects.create(number=act.number, hash=act_hash(act), **words)


def lists_without_a_vote(house: House, case: str) -> None:
    forge(house, ActKind.TOOK_EFFECT, case)


def counts_a_vote_that_nobody_signed(house: House, case: str) -> None:
    row = RoundRow.objects.get(case_id=case)
    panel = selectors.register().cases[case].round.panel_digest  # type: ignore[union-attr]
    ballots = sorted(selectors.register().cases[case].round.panel)  # type: ignore[union-attr]
    outcome = {"case": case, "round": row.number, "action": "list_device", "met": True, "ballots": ballots,
               "panel": panel, "closed": seconds(house.clock())}  # fmt: skip
    stolen = signatures_to_json(tuple((index, bytes(64)) for index in (1, 2, 3, 4, 5)))
    forge(house, ActKind.ROUND_COUNTED, case, {"outcome": outcome, "signatures": stolen})  # type: ignore[dict-item]


def delists_by_hand(house: House, case: str) -> None:
    forge(house, ActKind.CASE_CLOSED, case)


def rewrites_an_act(house: House, case: str) -> None:
    row = ActRow.objects.get(case=case, kind="case_opened")
    told = json.loads(row.body)
    told["body"]["docket"]["ids"][0][1] = "00" * 32
    ActRow.objects.filter(pk=row.pk).update(body=json.dumps(told), hash=act_hash(act_from_json(told)))


def forgets_an_act(house: House, case: str) -> None:
    ActRow.objects.filter(case=case, kind="case_opened").delete()


def appeals_without_the_device(house: House, case: str) -> None:
    forge(house, ActKind.APPEALED, case, {"appeal": "00" * 32, "signatures": []})


def founds_anew(house: House, case: str) -> None:
    told = json.loads(ActRow.objects.get(number=1).body)
    told["body"]["rules"]["actions"]["list_device"]["votes"] = 1
    ActRow.objects.filter(number=1).update(body=json.dumps(told))


ATTACKS = (
    lists_without_a_vote, counts_a_vote_that_nobody_signed, delists_by_hand, rewrites_an_act, forgets_an_act,
    appeals_without_the_device, founds_anew,
)  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: one.__name__)
def test_no_station_follows_a_forged_act(attack: Attack, house: House) -> None:
    number = house.open()
    services.round_open(case=number, action="list_device", seat=house.seat(1))
    house.clock.forward(60)
    assert in_force_of(house.replayed(), house.clock()) == ()
    attack(house, selectors.case_public(number).case.hash)
    with pytest.raises(BlindListError):
        house.replayed()


def test_ballots_that_were_swapped_or_made_up_decide_nothing(house: House) -> None:
    number = house.open()
    services.round_open(case=number, action="list_device", seat=house.seat(1))
    for index in (1, 3, 4, 5):
        house.vote(number, index, False)
    for row in BallotRow.objects.all():
        told = json.loads(row.signed)
        told["message"]["masked"] ^= 1
        BallotRow.objects.filter(pk=row.pk).update(signed=json.dumps(told))
    house.wait(3 * DAY)
    (task,) = selectors.rounds_to_count()
    with pytest.raises(BadBallot):
        outcome_of_task(task, house.replayed(), HolderIndex(1), opener(1))


def test_ids_that_were_swapped_are_not_those_of_the_case(house: House) -> None:
    number = house.list_camera()
    (told,) = in_force_of(house.replayed(), house.clock())
    SealedIdRow.objects.update(sealed=house.seal(OTHER))
    (sealed,) = selectors.sealed_ids_of([told.case_hash])[told.case_hash]
    assert json.loads(sealed)["commitment"] not in told.commitments
    assert number == told.case


def test_a_maintainer_cancels_with_a_wallet_and_an_operator_without(house: House) -> None:
    number = house.open()
    house.decide(number, Action.LIST_DEVICE, yes=(1, 3, 4))
    prepared = services.cancel_prepare(case=number, seat=house.seat(2), reason="wrong_device")
    word = house.signed(2, prepared)
    services.case_cancel(case=number, seat=house.seat(2), reason="wrong_device", signed=word)
    act = selectors.case_public(number).acts[-1].act
    assert check_cancel(act, selectors.words_signed([act.number])[act.number], house.replayed()) == 2
    SignedWord.objects.update(signed=house.signed(1, prepared))
    with pytest.raises(BlindListError):
        check_cancel(act, selectors.words_signed([act.number])[act.number], house.replayed())
    with pytest.raises(BlindListError):
        check_cancel(act, {}, house.replayed())


def test_a_word_of_another_maintainer_cancels_nothing(house: House) -> None:
    number = house.open()
    house.decide(number, Action.LIST_DEVICE, yes=(1, 3, 4))
    prepared = services.cancel_prepare(case=number, seat=house.seat(2), reason="wrong_device")
    with pytest.raises(BadBallot):
        services.case_cancel(case=number, seat=house.seat(2), reason="wrong_device", signed=house.signed(5, prepared))


def test_a_listing_does_not_come_early_by_a_clock_that_was_put_forward(house: House) -> None:
    number = house.open()
    house.decide(number, Action.LIST_DEVICE, yes=(1, 3, 4))
    honest = house.clock() + timedelta(hours=1)
    house.wait(4 * DAY)
    assert in_force_of(house.replayed(), house.clock())
    with pytest.raises(BlindListError):
        in_force_of(house.replayed(), honest)


def test_what_is_refused_leaves_no_row(house: House) -> None:
    number = house.open()
    acts = ActRow.objects.count()
    for action in ("list_class", "delist", "change_rules"):
        with pytest.raises(ActRefused):
            services.round_open(case=number, action=action, seat=house.seat(1))
    assert (ActRow.objects.count(), RoundRow.objects.count()) == (acts, 0)
