"""Where something is missing, a page says what would make the answer stronger, and never that the file is at fault."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from provenance.types import Finding, Report, SigningTime, State
from verify.pages.presentation.advice import ADVICE_SHOWN, advice
from verify.pages.presentation.words import HEADLINES
from verify.pages.tests.reports import AT, camera, report, step

WORDS = ("true", "fake", "verified", "guaranteed", "suspicious", "forged", "proves that")


def lacking(shown: Report, *codes: str) -> Report:
    more = tuple(Finding("record", State.ABSENT, code, {}, "file", AT) for code in codes)
    return replace(shown, findings=(*shown.findings, *more))


def parts(shown: Report) -> list[str]:
    return [one.part for one in advice(shown)]


def test_a_whole_chain_that_is_on_record_and_signed_for_needs_nothing() -> None:
    assert advice(report("all_signers_trusted", step(0, (1,)), camera(1))) == ()


def test_what_is_on_no_record_can_be_recorded_here() -> None:
    assert parts(lacking(report("all_signers_trusted", step(0)), "on_record.none")) == ["record"]


def test_a_stripped_file_is_asked_for_from_the_device() -> None:
    (first, *_others) = advice(lacking(report("no_credentials"), "on_record.none", "author.none"))
    assert "device" in str(first.do)


def test_a_time_that_nobody_vouches_for_is_told() -> None:
    assert parts(report("all_signers_trusted", step(0, time=SigningTime.UNVERIFIED))) == ["when"]
    assert parts(report("all_signers_trusted", step(0, time=SigningTime.LAPSED))) == []


def test_no_more_is_told_than_anybody_follows() -> None:
    shown = report("signer_unknown", step(0, time=SigningTime.NONE))
    assert len(advice(lacking(shown, "on_record.none", "author.none"))) == ADVICE_SHOWN


def test_nothing_is_advised_of_a_file_that_was_not_read() -> None:
    shown = report("unreadable")
    assert advice(replace(shown, media=replace(shown.media, sha256=None))) == ()


@pytest.mark.parametrize("code", sorted(code for code in HEADLINES if "." not in code))
def test_no_advice_accuses(code: str) -> None:
    told = advice(lacking(report(code, step(0, time=SigningTime.NONE)), "on_record.none", "author.none"))
    said = " ".join(f"{one.do} {one.why}" for one in told).lower()
    assert not [word for word in WORDS if word in said]


@pytest.mark.parametrize("part", ["record", "sign", "when", "history", "recovered"])
def test_every_part_that_advice_names_is_on_a_page(part: str) -> None:
    templates = Path(__file__).parents[3] / "templates" / "pages"
    assert any(f'id="{part}"' in one.read_text() for one in templates.rglob("*.html"))
