"""A list server that lies about a round: the station signs nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from provenance.blindlist.government.ballots import ballot_to_json
from provenance.blindlist.government.codec import seconds
from provenance.blindlist.government.codes import code_to_bytes
from provenance.blindlist.government.counting import RoundFor
from provenance.blindlist.government.errors import GovernmentError
from provenance.blindlist.government.outcomes import outcome_bytes, outcome_to_json, signatures_to_json
from provenance.blindlist.government.rules import Action
from provenance.blindlist.government.tasks import outcome_of_task
from provenance.blindlist.government.tests.parliament import DOMAIN, Parliament, bytes_of, chance, signing_key
from provenance.blindlist.sealing import SealingKey, open_words, seal_small, to_json
from provenance.blindlist.signing import Purpose
from provenance.blindlist.types import HolderIndex
from provenance.statements.wire import domain_to_json

ME = HolderIndex(1)
Told = dict[str, Any]


def opened(sealed: Any) -> bytes:
    return open_words(sealed, ME, SealingKey.of_seed(bytes_of("sealing", 1)))


@pytest.fixture
def house() -> Parliament:
    """Seven maintainers, of whom five are drawn."""
    return Parliament(size=7)


@pytest.fixture
def about(house: Parliament) -> RoundFor:
    """A round that this station sits in, with three votes for it."""
    for _ in range(30):
        made = house.round(house.open(), Action.LIST_DEVICE)
        if ME in made.panel:
            break
    for index in [one for one in made.panel if one != 2][:4]:
        house.vote(made, index, True)
    house.at = made.closed
    return made


def task(house: Parliament, about: RoundFor) -> Told:
    panel = replace(house.members, members=tuple(one for one in house.members.members if one.index in about.panel))
    cast = house.ballots[about.case, about.number]
    ballots = [
        {
            "signed": json.dumps(ballot_to_json(signed)),
            "sealed": to_json(seal_small(code_to_bytes(code), panel, chance(1))),
        }
        for signed, code in cast
    ]
    return {
        "case": about.case, "round": about.number, "panel": list(about.panel), "out": list(about.out),
        "apart": [], "salt": about.salt, "beacon": about.beacon, "closed": seconds(about.closed),
        "voices": [str(house.voice(about.case, one)) for one in about.panel],
        "domain": domain_to_json(DOMAIN), "ballots": ballots,
    }  # fmt: skip


def test_an_honest_task_is_counted(house: Parliament, about: RoundFor) -> None:
    outcome = outcome_of_task(task(house, about), house.register, ME, opened)
    assert outcome is not None
    assert (outcome.met, len(outcome.ballots)) == (True, 4)


def test_a_station_that_does_not_sit_counts_nothing(house: Parliament, about: RoundFor) -> None:
    stranger = next(HolderIndex(one) for one in range(1, 8) if one not in about.panel)
    assert outcome_of_task(task(house, about), house.register, stranger, opened) is None


def other_panel(told: Told) -> None:
    """Friends of the operator instead of whoever was drawn."""
    away = next(one for one in range(1, 8) if one not in told["panel"])
    told["panel"] = sorted([*told["panel"][:-1], away])


def counted_by(told: Told, about: RoundFor, house: Parliament, *stations: int, met: bool = True) -> None:
    """The task as it goes on to everybody else: with what these stations say that the panel counted."""
    outcome = house.counted(about, met=met)
    signed = tuple((one, signing_key(one).sign(Purpose.OUTCOME, outcome_bytes(outcome))) for one in stations)
    told["counted"] = {"outcome": outcome_to_json(outcome), "signatures": signatures_to_json(signed)}


def test_everybody_else_signs_what_the_panel_counted_and_nothing_else(house: Parliament, about: RoundFor) -> None:
    strangers = [HolderIndex(one) for one in range(1, 8) if one not in about.panel]
    told = task(house, about)
    counted_by(told, about, house, *about.panel)
    assert outcome_of_task(told, house.register, strangers[0], opened) == house.counted(about)
    counted_by(told, about, house, *strangers, about.panel[0])
    with pytest.raises(GovernmentError):
        outcome_of_task(told, house.register, strangers[0], opened)


LIES: dict[str, Callable[[Told], object]] = {
    "another panel": other_panel,
    "another block": lambda told: told.update(beacon="ff" * 32),
    "seats called recused": lambda told: told.update(out=[one for one in range(1, 8) if one not in told["panel"]]),
    "somebody apart in a listing": lambda told: told.update(apart=[told["panel"][-1]]),
    "other pseudonyms": lambda told: told.update(voices=[one[::-1] for one in told["voices"]]),
    "another round": lambda told: told.update(round=2),
    "another case": lambda told: told.update(case="00" * 32),
    "another salt": lambda told: told.update(salt="00" * 16),
    "nonsense": lambda told: told.update(ballots="none"),
    "no site": lambda told: told.update(domain={}),
    "half a character for a site": lambda told: told.update(domain="\ud800"),
    "half a character for a block": lambda told: told.update(beacon="\ud800"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_not_signed(lie: str, house: Parliament, about: RoundFor) -> None:
    told = task(house, about)
    LIES[lie](told)
    with pytest.raises(GovernmentError):
        outcome_of_task(told, house.register, ME, opened)


def test_swapped_codes_take_votes_away_and_never_make_any(house: Parliament, about: RoundFor) -> None:
    told = task(house, about)
    sealed = [one["sealed"] for one in told["ballots"]]
    for one, other in zip(told["ballots"], sealed[1:] + sealed[:1], strict=True):
        one["sealed"] = other
    outcome = outcome_of_task(told, house.register, ME, opened)
    assert outcome is not None
    assert (outcome.met, len(outcome.ballots)) == (False, 4)
