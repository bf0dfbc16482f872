"""The seven lines of evidence: always there, in the same order, never more than was found out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provenance.types import Finding, Integrity, Signer, SigningTime, State, Trust
from verify.pages.presentation.lines import evidence_lines
from verify.pages.tests import reports

QUESTIONS = ["Where from", "What was done", "When", "Who says so", "On record", "Similar works", "Which camera"]


@pytest.mark.parametrize("made", [reports.bare, reports.unknown_middle, reports.bad_middle, reports.hostile])
def test_every_report_has_the_same_seven_questions(made: object) -> None:
    assert [line.question for line in evidence_lines(made())][:7] == QUESTIONS  # type: ignore[operator]


def test_what_was_not_asked_says_so() -> None:
    assert [line.sign.icon for line in evidence_lines(reports.unknown_middle())[4:7]] == ["not-checked"] * 3


def test_an_unknown_editor_makes_one_line_doubtful_and_no_other() -> None:
    lines = evidence_lines(reports.unknown_middle())
    assert [line.sign.icon for line in lines[:4]] == ["holds", "untrusted", "holds", "holds"]
    assert "Step 2" in lines[1].sentence
    assert "Quick Edit" in lines[1].sentence


def test_a_lapsed_certificate_is_never_called_tampering() -> None:
    lapsed = reports.report("certificate_lapsed", reports.camera(0, time=SigningTime.LAPSED, trust=Trust.UNKNOWN))
    when = evidence_lines(lapsed)[2]
    assert when.sign.icon == "unavailable"
    assert "not a sign of tampering" in when.sentence


def test_a_lapsed_signer_is_not_called_unknown_and_no_forger() -> None:
    lapsed = reports.report("certificate_lapsed", reports.camera(0, time=SigningTime.LAPSED, trust=Trust.UNKNOWN))
    lines = evidence_lines(lapsed)[:4]
    assert [line.sign.icon for line in lines] == ["unavailable"] * 4
    assert not any("Anyone can make" in line.sentence for line in lines)


def test_a_signer_does_not_vouch_for_bytes_changed_after_the_signature() -> None:
    changed = reports.report("changed_after_signing", reports.camera(0, integrity=Integrity.CHANGED))
    lines = evidence_lines(changed)[:4]
    assert "holds" not in [line.sign.icon for line in lines]
    assert "does not vouch" in lines[3].sentence


def test_what_else_was_noticed_follows_the_seven_questions() -> None:
    plain = reports.unknown_middle()
    label = Finding("ai", State.UNTRUSTED, "ai_label_unverified", {}, "urn:c2pa:1", reports.AT)
    lines = evidence_lines(replace(plain, findings=(*plain.findings, label)))
    assert [line.question for line in lines[7:]] == ["Also noticed"]
    assert "anyone can add" in lines[7].sentence


def test_a_time_that_nobody_vouches_for_does_not_hold() -> None:
    claimed = reports.report("all_signers_trusted", reports.camera(0, time=SigningTime.UNVERIFIED))
    assert evidence_lines(claimed)[2].sign.icon == "unavailable"


def test_a_signer_on_the_deny_list_is_named_as_such() -> None:
    denied = reports.report("signer_denied", reports.camera(0, trust=Trust.DENIED))
    who = evidence_lines(denied)[3]
    assert str(who.sign.word) == "on the deny list"


def test_a_signer_without_a_name_does_not_borrow_one() -> None:
    nameless = reports.report("signer_unknown", reports.camera(0, trust=Trust.UNKNOWN, signer=Signer(None, None, None)))
    assert "a signer without a name" in evidence_lines(nameless)[3].sentence


@pytest.mark.parametrize(
    ("code", "icon"),
    [
        ("no_credentials", "absent"),
        ("credentials_damaged", "unavailable"),
        ("credentials_elsewhere", "not-checked"),
        ("unreadable", "unavailable"),
    ],
)
def test_a_file_without_steps_says_why_there_are_none(code: str, icon: str) -> None:
    assert evidence_lines(reports.report(code))[0].sign.icon == icon


def test_a_good_signature_over_a_bare_file_does_not_say_where_that_came_from() -> None:
    desk = reports.step(0, (), ingredients_without_credentials=1)
    where_from = evidence_lines(reports.report("all_signers_trusted", desk))[0]
    assert where_from.sign.icon == "unavailable"
    assert "without credentials" in where_from.sentence
