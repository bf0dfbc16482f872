"""More than ten thousand attacks on signed statements: none is taken, and a door that forgets one rule is found out."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance.statements.tests.hostile import ATTACKS, EXPECTED, Knock, future, honest, objections, other_domain

pytestmark = pytest.mark.timeout(300)

ROUNDS = 30
EACH = 20
"""Of every attack in every round: 19 attacks make 11,400 messages."""

FORGETFUL = {
    "signature": {"signature"},
    "nonce": {"nonce.used"},
    "chain": {"domain.other_chain"},
    "contract": {"domain.other_contract"},
    "age": {"time.stale"},
    "clock": {"time.ahead", "author.time_contradicted"},
    "content": {"author.other_content"},
    "delegation": {"author.delegation_unknown"},
    "scope": {"author.outside_scope"},
    "term": {"author.outside_scope", "author.term_unknown"},
}
"""Doors that each leave one rule out, by the codes they do not look at."""


TWICE_WRONG = (other_domain, future)
"""Another domain is another chain and contract; a time ahead is refused at the door and contradicted by the record."""


def taken(knock: Knock, forgotten: set[str] | frozenset[str] = frozenset()) -> bool:
    return not objections(knock) - EXPECTED - forgotten


@settings(max_examples=ROUNDS, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_no_attack_is_taken(seed: int) -> None:
    chance = random.Random(seed)
    passed = [attack.__name__ for attack in ATTACKS for _ in range(EACH) if taken(attack(chance))]
    assert not passed


@settings(max_examples=ROUNDS, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_honest_statements_are_taken(seed: int) -> None:
    """A door that refuses everything would pass the test above."""
    chance = random.Random(seed)
    refused = [objections(knock) for knock in (honest(chance) for _ in range(EACH)) if not taken(knock)]
    assert not refused


@pytest.mark.parametrize("forgotten", FORGETFUL)
def test_a_door_that_forgets_a_rule_is_found_out(forgotten: str) -> None:
    chance = random.Random(forgotten)
    passed = {attack.__name__ for attack in ATTACKS for _ in range(EACH) if taken(attack(chance), FORGETFUL[forgotten])}
    assert passed, "this planted fault went unnoticed: the attacks above prove nothing about that rule"


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: one.__name__)
def test_each_attack_is_refused_for_its_own_reason(attack: Callable[[random.Random], Knock]) -> None:
    """One thing is wrong with each, so that no other rule hides a missing one."""
    chance = random.Random(1)
    reasons = {frozenset(objections(attack(chance)) - EXPECTED) for _ in range(EACH)}
    most = 2 if attack in TWICE_WRONG else 1
    assert {len(one) for one in reasons} == {most}, reasons
