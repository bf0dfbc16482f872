"""Absent is never fake, unavailable never invalid, lapsed never forged; a look-alike never accuses."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import provenance
from provenance.sentences import CATALOGUE
from provenance.types import State
from verify.labels.deciding import decide
from verify.labels.errors import BadPolicyText
from verify.labels.missing import shows_nothing
from verify.labels.policy import FROM_OUTSIDE, policy_kept, policy_read
from verify.labels.shipped import shipped_policy
from verify.labels.tests.policies import finding, report, text
from verify.labels.words import Label

NOTHING = (
    "no_credentials",
    "unreadable",
    "credentials_elsewhere",
    "certificate_lapsed",
    "copy_of_record",
    "differs_from_record.this_proof",
    "likeness.similar",
    "recovered.approximate",
    "camera_list.not_asked.budget",
    "on_record.none",
    "author.none",
)


@pytest.mark.parametrize("code", NOTHING)
def test_a_policy_that_labels_it_without_a_word_is_refused(code: str) -> None:
    with pytest.raises(BadPolicyText, match="no sign against a file"):
        policy_read(text(f'"{code}" = "info"'))


@pytest.mark.parametrize("code", NOTHING)
def test_a_policy_that_says_that_it_means_to_is_taken_and_warned(code: str) -> None:
    found = policy_read(text(f'"{code}" = "review"', missing=True))
    assert any("most files that it fits are honest" in one for one in found.warnings)
    assert decide(found, report("all_signers_trusted", finding(code))).label is Label.REVIEW


def test_a_line_that_permits_what_is_not_there_is_noticed() -> None:
    assert "take the line out" in policy_read(text('captured = "info"', missing=True)).warnings[0]


def test_a_policy_that_came_past_the_reader_labels_nothing_of_it_either() -> None:
    planted = policy_kept(text(*(f'"{code}" = "review"' for code in NOTHING)))
    for code in NOTHING:
        assert decide(planted, report(code, finding(code), credentials=code)).label is Label.NONE, code


@pytest.mark.parametrize("state", [State.ABSENT, State.UNAVAILABLE, State.NOT_CHECKED])
def test_what_the_report_itself_calls_missing_labels_nothing_whatever_its_code(state: State) -> None:
    policy = policy_read(text('"camera_list.listed" = "review"'))
    assert decide(policy, report("captured", finding("camera_list.listed", state))).label is Label.NONE
    assert decide(policy, report("captured", finding("camera_list.listed"))).label is Label.REVIEW


def test_an_unknown_signer_and_what_strangers_can_add_are_warned_of() -> None:
    found = policy_read(text('signer_unknown = "review"', '"author.retracted" = "warn"', 'captured = "info"'))
    assert ["signer_unknown" in one or "author.retracted" in one for one in found.warnings] == [True, True]


def test_the_shipped_policy_does_nothing_on_what_is_missing_or_comes_from_a_stranger() -> None:
    shipped = shipped_policy()
    assert shipped.warnings == ()
    assert not shipped.missing
    assert not [code for code in shipped.labels if shows_nothing(code) or code.startswith(FROM_OUTSIDE)]
    for code in CATALOGUE:
        if shows_nothing(code):
            assert decide(shipped, report(code, finding(code), credentials=code)).label is Label.NONE, code
    assert decide(shipped, report("no_credentials", credentials="no_credentials")).because == ()


def codes_with_a_missing_state() -> set[str]:
    """Every literal code that stands in one expression with a state that shows nothing, read from the library."""
    found: set[str] = set()
    for file in sorted(Path(provenance.__file__).parent.rglob("*.py")):
        if "tests" not in file.parts:
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Tuple | ast.Call):
                    found |= _codes(node)
    return found & set(CATALOGUE)


def _codes(node: ast.Tuple | ast.Call) -> set[str]:
    parts = node.elts if isinstance(node, ast.Tuple) else node.args
    if not any(
        isinstance(one, ast.Attribute) and one.attr in State.__members__ and _missing(one.attr) for one in parts
    ):
        return set()
    return {one.value for one in parts if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def _missing(name: str) -> bool:
    return name in State.__members__ and State[name] in {State.ABSENT, State.UNAVAILABLE, State.NOT_CHECKED}


def test_the_table_of_what_shows_nothing_keeps_up_with_the_library() -> None:
    found = codes_with_a_missing_state()
    assert len(found) > 30, "the library was not read, so this proves nothing"
    # Of these two only some forms are, such as a statement on its way to the log; the state in the report says which.
    assert {code for code in found if not shows_nothing(code)} == {"author.stated", "author.organisation_bound"}
