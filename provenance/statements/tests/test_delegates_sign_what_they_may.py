from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from provenance.statements import checking, delegating
from provenance.statements.checking import WARNINGS, findings_of
from provenance.statements.delegating import scopes_needed
from provenance.statements.eip55 import to_checksum
from provenance.statements.evidence import Evidence, Written
from provenance.statements.parties import parties_of
from provenance.statements.tests.knowing import (
    AT,
    DESK,
    FOR_DESK,
    GIVEN,
    HOUR,
    NOW,
    SPEAKING,
    asked,
    ended,
    told,
    with_delegation,
    with_given,
)
from provenance.statements.tests.making import KEY
from provenance.statements.types import Act, Address, Role, Scope, SignatureState

CASES = 3_000


def codes(evidence: Evidence) -> list[str]:
    return told(findings_of(evidence, asked(), AT))


def test_a_delegate_within_scope_and_term_speaks_for_the_desk() -> None:
    assert "author.speaks_for" in codes(FOR_DESK)
    assert {"desk", "ada"} <= parties_of(FOR_DESK)


def test_another_delegates_paper_is_no_delegation() -> None:
    stranger = Address(bytes([5]) * 20)
    for swapped in (with_given(delegate=stranger), with_given(organisation=stranger)):
        assert "author.delegation_unknown" in codes(swapped)
        assert "desk" not in parties_of(swapped)
    missing = replace(FOR_DESK, speaking=replace(SPEAKING, delegation=None))
    assert "author.delegation_unknown" in codes(missing)


def test_the_organisations_own_key_needs_no_delegation() -> None:
    own = replace(FOR_DESK, signer=to_checksum(KEY.address), key=SPEAKING.key)
    assert "author.speaks_for.own" in codes(own)


def test_an_organisation_that_nobody_claimed_is_unknown() -> None:
    found = codes(replace(FOR_DESK, speaking=replace(SPEAKING, key=None)))
    assert "author.organisation_unknown" in found
    assert "author.speaks_for" not in found


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (SignatureState.BROKEN, "author.delegation_broken"),
        (SignatureState.UNAVAILABLE, "author.delegation_unavailable"),
        (SignatureState.NOT_CHECKED, "author.delegation_unavailable"),
    ],
)
def test_a_delegation_counts_only_once_its_signature_is_known(state: SignatureState, expected: str) -> None:
    found = with_delegation(signature=state)
    assert expected in codes(found)
    assert "desk" not in parties_of(found)


def test_each_role_needs_its_scope_and_every_correction_the_right_to_correct() -> None:
    made = FOR_DESK.statement
    assert scopes_needed(made) == {Scope.PUBLISH}
    assert scopes_needed(replace(made, role=Role.CORRECTOR)) == {Scope.EDIT, Scope.CORRECT}
    for act in (Act.CORRECT, Act.RETRACT):
        assert scopes_needed(replace(made, act=act)) == {Scope.CORRECT}
    assert "author.outside_scope" in codes(with_given(scopes=(Scope.EDIT, Scope.CONSENT)))


def test_the_term_is_held_against_the_record_and_the_clock() -> None:
    begins, ends = GIVEN.valid_from, GIVEN.valid_to
    early = replace(FOR_DESK, statement=replace(FOR_DESK.statement, time=begins - 1))
    late = replace(FOR_DESK, statement=replace(FOR_DESK.statement, time=ends + 1))
    assert "author.outside_scope.early" in codes(early)
    assert "author.outside_scope.late" in codes(replace(late, written=Written("r")))
    recorded_late = replace(FOR_DESK, written=Written("r", NOW + 25 * HOUR, NOW + 26 * HOUR))
    assert "author.outside_scope.late" in codes(recorded_late)
    undated = replace(FOR_DESK, written=Written("r"))
    assert "author.term_unknown" in codes(undated)


def test_within_a_running_term_no_outside_proof_is_needed() -> None:
    found = told(findings_of(replace(FOR_DESK, written=Written("r")), asked(), NOW + HOUR))
    assert "author.speaks_for" in found, "it is here before the term is over"


Fault = Callable[[random.Random], Evidence]


def _hours(draw: random.Random, least: float, most: float) -> timedelta:
    return draw.uniform(least, most) * HOUR


NOT_SIGNED = (SignatureState.BROKEN, SignatureState.UNAVAILABLE)

FAULTS: dict[str, Fault] = {
    "swapped delegate": lambda draw: with_given(delegate=Address(draw.randbytes(20))),
    "swapped organisation": lambda draw: with_given(organisation=Address(draw.randbytes(20))),
    "no scope": lambda draw: with_given(scopes=tuple(draw.sample([Scope.EDIT, Scope.CORRECT, Scope.CONSENT], 2))),
    "term over": lambda draw: with_given(valid_to=int((NOW - _hours(draw, 1, 20)).timestamp())),
    "term to come": lambda draw: with_given(valid_from=int((NOW + _hours(draw, 0.1, 20)).timestamp())),
    "revoked": lambda draw: with_delegation(ended=ended(draw.uniform(-20, 0.99))),
    "unsigned": lambda draw: with_delegation(
        signature=draw.choice([SignatureState.BROKEN, SignatureState.UNAVAILABLE])
    ),
    "none": lambda draw: replace(FOR_DESK, speaking=replace(SPEAKING, delegation=None)),
}


def accepted(evidence: Evidence) -> bool:
    found = findings_of(evidence, asked(), AT)
    return "desk" in parties_of(evidence) or not any(one.code in WARNINGS - {UNBOUND} for one in found)


UNBOUND = "author.organisation_unbound"


def strike(cases: int) -> list[str]:
    """The faults that were accepted, of so many generated ones."""
    draw = random.Random(20261122)
    names = list(FAULTS)
    return [name for turn in range(cases) if accepted(FAULTS[name := names[turn % len(names)]](draw))]


def test_of_thousands_of_bad_delegations_none_is_accepted() -> None:
    assert DESK.id in parties_of(FOR_DESK), "the good one is, or this test shows nothing"
    assert strike(CASES) == []


@pytest.mark.parametrize("forgotten", ["_given", "_held", "_between"])
def test_a_check_that_forgets_one_rule_is_caught(forgotten: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def forget(*_: object) -> object:
        return True if forgotten == "_between" else iter(())

    monkeypatch.setattr(delegating, forgotten, forget)
    assert strike(len(FAULTS) * 5)


def test_a_check_that_forgets_delegations_altogether_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tuple(rule for rule in checking.RULES if rule is not checking._speaking)
    monkeypatch.setattr(checking, "RULES", kept)
    assert "author.speaks_for" not in codes(FOR_DESK)
    assert not any(one.startswith("author.delegation") for one in codes(with_delegation(ended=ended(-2))))
