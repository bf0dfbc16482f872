"""The lines on consents: a sign that does not shout, a sentence, the way to the consent and to object."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from provenance.statements.consents import SeenConsent, Use, Vouched, consent_findings
from provenance.statements.tests.consenting import AT, seen, use
from provenance.types import Finding, State
from verify.pages.presentation.consents.evidence import LINES_SHOWN, consent_lines
from verify.pages.presentation.line import Line
from verify.pages.presentation.words import STATES
from verify.pages.tests.reports import bare


def lines(asked: Use, *found: SeenConsent) -> tuple[Line, ...]:
    return consent_lines(replace(bare(), findings=consent_findings(asked, found)))


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (seen(), ("signed", "calm")),
        (seen(vouched=Vouched.NOBODY), (STATES[State.UNTRUSTED].word, STATES[State.UNTRUSTED].tone)),
        (seen(revoked=AT), (STATES[State.UNTRUSTED].word, STATES[State.UNTRUSTED].tone)),
    ],
)
def test_a_consent_is_told_with_the_way_to_it(one: SeenConsent, words: tuple[str, str]) -> None:
    line = lines(use(), one)[0]

    assert line.consent == one.id
    assert "Mara Lind" in line.sentence
    assert (line.sign.word, line.sign.tone) == words


def test_a_missing_one_is_quiet() -> None:
    (line,) = lines(use())

    assert (line.sign.word, line.sign.tone, line.consent) == ("none on record", "quiet", "")
    assert line.objects


def test_one_that_does_not_count_is_quiet_too() -> None:
    first, missing = lines(use(purpose="news"), seen())

    assert (first.sign.word, first.sign.tone) == ("none that counts", "quiet")
    assert missing.sign.tone == "quiet"


def test_the_way_to_object_stands_once() -> None:
    found = lines(use(at=AT + timedelta(days=9)), seen(), seen(id="cd" * 32))

    assert [line.objects for line in found] == [False, False, True]


def test_a_crowd_is_cut_and_said_to_be() -> None:
    found = lines(use(), *(seen(id=f"{number:064x}") for number in range(LINES_SHOWN + 4)))

    assert len(found) == LINES_SHOWN + 1
    assert "expert view" in found[-1].sentence


def test_an_objection_that_was_agreed_to_stands_out() -> None:
    upheld = Finding("consent", State.UNTRUSTED, "consent.objection", {"decided": "2026-11-22"}, "file", AT)
    (line,) = consent_lines(replace(bare(), findings=(upheld,)))

    assert (line.question, line.sign.word, line.sign.tone) == ("Objection", "agreed to", "look")


def test_names_in_it_are_inert() -> None:
    line = lines(use(), seen(signer="M\u202ea"))[0]

    assert "\u202e" not in line.sentence
