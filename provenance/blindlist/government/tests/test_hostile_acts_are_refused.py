"""Acts from a server that was taken over: whatever they say, they raise an answer and change nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.blindlist.errors import BlindListError
from provenance.blindlist.government.acts import act_from_bytes, act_from_json, act_to_json, require_chain
from provenance.blindlist.government.codec import LATEST
from provenance.blindlist.government.dockets import case_hash, docket_to_json
from provenance.blindlist.government.errors import BadAct
from provenance.blindlist.government.machine import replay
from provenance.blindlist.government.rules import FOUNDING, Action
from provenance.blindlist.government.seats import set_problems
from provenance.blindlist.government.tests.parliament import Parliament, a_docket, a_set
from provenance.blindlist.government.types import Act, ActKind

WORDS = st.text(max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda one: st.lists(one) | st.dictionaries(WORDS, one),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def house() -> Parliament:
    made = Parliament()
    name = made.list_device()
    made.appeal(name)
    made.decide(name, Action.DELIST, yes=(2, 5))
    return made


def test_a_forgotten_or_rewritten_act_is_noticed(house: Parliament) -> None:
    for gone in range(1, len(house.acts)):
        rest = [*house.acts[:gone], *house.acts[gone + 1 :]]
        if gone < len(house.acts) - 1:
            with pytest.raises(BadAct):
                require_chain(rest)
    with pytest.raises(BadAct):
        require_chain([replace(house.acts[0], at=house.acts[0].at.replace(year=2020)), *house.acts[1:]])


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_field_may_be_anything(house: Parliament, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(house.acts) - 1))
    told = json.loads(json.dumps(act_to_json(house.acts[place])))
    where = told if data.draw(st.booleans()) else told["body"] or told
    name = data.draw(st.sampled_from(sorted(where)))
    before, where[name] = where[name], data.draw(JSON)
    if where[name] == before:
        return
    with pytest.raises(BlindListError):
        replay([*house.acts[:place], act_from_json(told), *house.acts[place + 1 :]])


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=80))
def test_bytes_are_an_act_or_a_refusal(raw: bytes) -> None:
    with pytest.raises(BadAct):
        act_from_bytes(raw)


@pytest.mark.parametrize("kind", sorted(set(ActKind) - {ActKind.FOUNDED}))
@pytest.mark.parametrize("case", ["", "00" * 32])
def test_an_act_about_nothing_is_refused(house: Parliament, kind: ActKind, case: str) -> None:
    forged = Act(house.register.number + 1, house.register.head, kind, house.at, case, {})
    with pytest.raises(BlindListError):
        replay([*house.acts, forged])


def _opened_at(house: Parliament, at: datetime) -> Act:
    docket = a_docket(house.register, at)
    body = {"docket": docket_to_json(docket), "proposal": {}}
    return Act(house.register.number + 1, house.register.head, ActKind.CASE_OPENED, at, case_hash(docket), body)


def _founded_with(house: Parliament, **words: object) -> Act:
    rules: dict[str, Any] = json.loads(json.dumps(house.acts[0].body["rules"]))
    rules["actions"]["suspend"].update({name: words.pop(name) for name in ("share",) if name in words})
    rules.update(words)
    return replace(house.acts[0], body={**house.acts[0].body, "rules": rules})


@pytest.mark.parametrize(
    "forged",
    [
        lambda house: [*house.acts, _opened_at(house, datetime(9999, 12, 31, tzinfo=UTC))],
        lambda house: [_founded_with(house, share=[1, 0])],
        lambda house: [_founded_with(house, listing=LATEST)],
        lambda house: [_founded_with(house, appeal_pause=LATEST)],
    ],
    ids=["the end of all calendars", "a part of nothing", "a listing for ever", "a pause for ever"],
)
def test_numbers_that_nobody_can_reckon_with_are_refused(
    house: Parliament, forged: Callable[[Parliament], list[Act]]
) -> None:
    with pytest.raises(BlindListError):
        replay(act_from_json(act_to_json(one)) for one in forged(house))


@pytest.mark.parametrize("name", ["jurisdiction", "sector", "organisation"])
def test_one_place_in_two_spellings_is_not_two(name: str) -> None:
    members = a_set()
    first, second, *others = members.members
    seats = (first, replace(second, **{name: f" {getattr(first, name).swapcase()}"}), *others)
    assert not list(set_problems(members, FOUNDING))
    assert "spelt" in " ".join(set_problems(replace(members, members=seats), FOUNDING))
