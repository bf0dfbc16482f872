"""What statements add to a report: findings for everybody, a name in the headline only for who counts the author."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provenance.sentences import sentence
from provenance.statements.evidence import Asked, Claimed, Evidence, KnownKey, Rival, Written
from provenance.statements.reporting import AUTHORS, with_authors, work_findings
from provenance.statements.tests.knowing import ADA, AT, FOR_DESK, HOUR, NOW, SIGNED, asked, ended, told
from provenance.statements.types import Act, ContentForm, Role, SignatureState
from provenance.types import MadeWith, Media, Outcome, Report, Sha256Hex, State

REPORT = Report(
    Media(Sha256Hex(SIGNED.statement.content.hex()), 1, "image/jpeg"),
    Outcome("no_credentials", {}),
    Outcome("no_credentials", {}),
    (),
    (),
    ("chronology", AUTHORS),
    MadeWith("0", "0"),
)
COUNTED = replace(SIGNED, counted=frozenset({"ada"}))


def headline(*found: Evidence, code: str = "no_credentials") -> Outcome:
    report = replace(REPORT, headline=Outcome(code, {}))
    return with_authors(report, found, asked(), AT).headline


def test_nobody_signed_is_said_and_holds_nothing_against_the_file() -> None:
    report = with_authors(REPORT, (), asked(), AT)
    (line,) = report.findings
    assert (line.code, line.state, line.subject) == ("author.none", State.ABSENT, "file")
    assert AUTHORS not in report.not_checked


def test_a_failed_look_up_leaves_it_unchecked() -> None:
    report = with_authors(REPORT, None, asked(), AT)
    assert report.findings[0].state is State.UNAVAILABLE
    assert AUTHORS in report.not_checked


def test_a_counted_author_is_named_in_the_headline_of_who_counts_them() -> None:
    found = headline(COUNTED)
    assert (found.code, found.params["form"]) == ("same_as_record", "counted")
    said = sentence(found.code, found.params)
    assert "Ada Author, whom your organisation counts" in said
    assert "not that the scene was real" in said
    assert headline(SIGNED).code == "no_credentials", "before everybody else it is a finding"


def test_a_counted_desk_is_named_with_who_signed_for_it() -> None:
    found = headline(replace(FOR_DESK, counted=frozenset({"desk"})))
    assert "Ada Author signed for The Desk, whom your organisation counts" in sentence(found.code, found.params)


@pytest.mark.parametrize(
    "weak",
    [
        replace(COUNTED, key=KnownKey(ADA, ended(-2))),
        replace(COUNTED, key=KnownKey(ADA, ended(0.5))),
        replace(COUNTED, retracted="later"),
        replace(COUNTED, corrected="later"),
        replace(COUNTED, written=None),
        replace(COUNTED, written=Written("r", waiting=True)),
        replace(COUNTED, same_domain=False),
        replace(COUNTED, signature=replace(COUNTED.signature, state=SignatureState.BROKEN)),
        replace(COUNTED, signature=replace(COUNTED.signature, state=SignatureState.UNAVAILABLE)),
        replace(COUNTED, statement=replace(COUNTED.statement, form=ContentForm.COMMITMENT), opened=b""),
        replace(COUNTED, statement=replace(COUNTED.statement, content=bytes(32))),
        replace(COUNTED, statement=replace(COUNTED.statement, role=Role.LICENSEE)),
        replace(COUNTED, statement=replace(COUNTED.statement, act=Act.RETRACT)),
        replace(COUNTED, key=None),
    ],
)
def test_whatever_is_weak_about_a_statement_keeps_it_out_of_the_headline(weak: Evidence) -> None:
    assert headline(weak).code == "no_credentials"


@pytest.mark.parametrize("code", ["changed_after_signing", "signer_denied", "declared_ai_generated", "unreadable"])
def test_no_statement_covers_up_what_the_file_itself_says(code: str) -> None:
    assert headline(COUNTED, code=code).code == code


def test_a_record_of_the_readers_own_comes_first() -> None:
    report = replace(REPORT, headline=Outcome("same_as_record", {"recorder": "Us"}))
    assert with_authors(report, (COUNTED,), asked(), AT).headline.params == {"recorder": "Us"}


def test_a_rivals_earlier_record_is_told_and_takes_no_headline_away() -> None:
    rival = Rival("Somebody", "them", Written("r", None, NOW - 9 * HOUR))
    contested = replace(COUNTED, rivals=(rival,))
    assert headline(contested).code == "same_as_record"
    assert "author.rival_earlier" in told(work_findings((contested,), asked(), AT))


def claim(text: str, *parties: str) -> Asked:
    return asked(claimed=Claimed(text, frozenset(parties)))


def test_a_claim_that_fits_is_told_with_its_statement() -> None:
    line = work_findings((SIGNED,), claim("ada", "ada"), AT)[-1]
    assert (line.code, line.state, line.subject) == ("author.as_claimed", State.HOLDS, "statement")
    by_wallet = claim(SIGNED.signer, SIGNED.signer.lower())
    assert work_findings((SIGNED,), by_wallet, AT)[-1].code == "author.as_claimed"


def test_a_claim_for_a_desk_needs_a_delegation_that_stands() -> None:
    desk = claim("desk.example", "desk")
    assert work_findings((FOR_DESK,), desk, AT)[-1].code == "author.as_claimed"
    assert FOR_DESK.speaking is not None
    swindle = replace(FOR_DESK, speaking=replace(FOR_DESK.speaking, delegation=None))
    assert work_findings((swindle,), desk, AT)[-1].code == "author.claim_unsupported"


def test_who_took_it_back_does_not_support_it() -> None:
    taken_back = replace(SIGNED, statement=replace(SIGNED.statement, act=Act.RETRACT))
    assert work_findings((taken_back,), claim("ada", "ada"), AT)[-1].code == "author.claim_unsupported"


def test_another_author_on_record_is_named() -> None:
    line = work_findings((SIGNED,), claim("ben", "ben"), AT)[-1]
    assert (line.code, line.params["authors"]) == ("author.other_than_claimed", ("Ada Author",))


def test_silence_is_held_against_nobody() -> None:
    line = work_findings((), claim("ben", "ben"), AT)[-1]
    assert line.code == "author.claim_unsupported"
    assert "does not say that it is not so" in sentence(line.code, line.params)
    unknown = work_findings((), claim("nobody"), AT)[-1]
    assert unknown.params["form"] == "unknown"


def test_a_forgery_is_no_evidence_against_the_claimed_author() -> None:
    forged = replace(SIGNED, signature=replace(SIGNED.signature, state=SignatureState.BROKEN))
    assert work_findings((forged,), claim("ben", "ben"), AT)[-1].code == "author.claim_unsupported"


def test_a_sealed_statement_that_nobody_opened_supports_no_claim_about_a_file() -> None:
    sealed = replace(SIGNED, statement=replace(SIGNED.statement, form=ContentForm.COMMITMENT))
    assert work_findings((sealed,), claim("ada", "ada"), AT)[-1].code == "author.claim_unsupported"
    opened = replace(sealed, opened=SIGNED.statement.content)
    assert work_findings((opened,), claim("ada", "ada"), AT)[-1].code == "author.as_claimed"


def test_a_claim_that_was_held_against_no_bytes_speaks_of_none() -> None:
    for name in ("ada", "ben"):
        line = work_findings((SIGNED,), replace(claim(name, name), content=None), AT)[-1]
        assert (line.params["form"], line.state is State.HOLDS) == ("unheld", False)
        said = sentence(line.code, line.params)
        assert "No file was held against it" in said
        assert "exactly these bytes" not in said
