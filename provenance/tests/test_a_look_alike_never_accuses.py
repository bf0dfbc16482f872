"""What looks like a file is told beside it; only a recorder the reader goes by changes the headline, dates never do."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from provenance.comparison.types import Box, Change, Comparison, Likeness, PictureComparison
from provenance.likeness import Relation, Search, SeenLikeness, Standing, with_likenesses
from provenance.on_record import SeenRecord, with_records
from provenance.report_json import report_from_json, report_to_json, stored
from provenance.sentences import sentence
from provenance.types import MadeWith, Media, Outcome, Report, Sha256Hex, State

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
BY = datetime(2026, 11, 22, 10, 1, tzinfo=UTC)
COPY = PictureComparison(Likeness.COPY, kept=82, changes=(Change.CROPPED, Change.RECOMPRESSED))
DIFFERS = PictureComparison(Likeness.DIFFERS, asked_boxes=(Box(1, 1, 9, 9),), recorded_boxes=(Box(1, 1, 9, 9),))
WORSE = ["unreadable", "credentials_damaged", "changed_after_signing", "signer_denied", "problem_in_history"]
AI = ["declared_ai_generated", "declared_ai_edited"]
MILD = [
    "certificate_lapsed",
    "signer_unknown",
    "some_signers_unknown",
    "credentials_elsewhere",
    "no_credentials",
    "all_signers_trusted",
]
EVERY_LIKENESS = [PictureComparison(one) for one in Likeness]


def report(code: str = "no_credentials") -> Report:
    outcome = Outcome(code, {"steps": 1, "signer": "A Maker"})
    media = Media(Sha256Hex("ab" * 32), 1, "image/png")
    return Report(media, outcome, outcome, (), (), ("chronology", "similar"), MadeWith("t", "t"))


def seen(
    comparison: Comparison = COPY, standing: Standing = Standing.OTHER, recorder: str = "Harbour Post", **more: object
) -> SeenLikeness:
    return SeenLikeness("r1", recorder, recorder, standing, comparison, **more)  # type: ignore[arg-type]


def told(*found: SeenLikeness, code: str = "no_credentials", search: Search = Search.DONE) -> Report:
    return with_likenesses(report(code), found, search, AT)


def codes(found: Report) -> list[tuple[str, State]]:
    return [(one.code, one.state) for one in found.findings]


@pytest.mark.parametrize("code", WORSE + AI + MILD)
@pytest.mark.parametrize("comparison", EVERY_LIKENESS, ids=lambda one: one.likeness.value)
def test_a_strangers_record_changes_no_headline_and_accuses_nobody(code: str, comparison: Comparison) -> None:
    found = told(seen(comparison, by=BY), seen(comparison, captured=True), code=code)
    assert (found.headline, found.credentials) == (report(code).headline, report(code).credentials)
    assert all(one.state in {State.HOLDS, State.ABSENT} and "differs" not in one.code for one in found.findings)


@pytest.mark.parametrize("standing", [Standing.OWN, Standing.LISTED])
@pytest.mark.parametrize("code", MILD)
def test_a_recorder_the_reader_goes_by_makes_the_headline_and_is_named(code: str, standing: Standing) -> None:
    for comparison, headline in ((COPY, "copy_of_record"), (DIFFERS, "differs_from_record")):
        shown = report_to_json(told(seen(comparison, standing), code=code))["headline"]
        assert isinstance(shown, dict)
        assert shown["code"] == headline
        assert "Harbour Post" in shown["sentence"]


@pytest.mark.parametrize("code", WORSE)
def test_what_is_wrong_with_the_file_itself_comes_first(code: str) -> None:
    assert told(seen(COPY, Standing.OWN), seen(DIFFERS, Standing.OWN), code=code).headline.code == code


@pytest.mark.parametrize("code", AI)
def test_a_difference_comes_before_a_declaration_of_ai_and_a_copy_after_it(code: str) -> None:
    assert told(seen(COPY, Standing.OWN), code=code).headline.code == code
    assert told(seen(DIFFERS, Standing.OWN), code=code).headline.code == "differs_from_record"


def test_the_very_bytes_on_record_come_before_a_copy_and_after_a_difference() -> None:
    same = with_records(report(), [SeenRecord("r0", "Our Desk", "1", own=True)], AT)
    assert same.headline.code == "same_as_record"
    assert with_likenesses(same, [seen(COPY, Standing.OWN)], Search.DONE, AT).headline.code == "same_as_record"
    assert with_likenesses(same, [seen(DIFFERS, Standing.OWN)], Search.DONE, AT).headline.code == "differs_from_record"


def test_ones_own_record_is_named_before_a_listed_ones() -> None:
    found = told(seen(COPY, Standing.LISTED, "Listed"), seen(COPY, Standing.OWN, "Ours"))
    assert found.headline.params["recorder"] == "Ours"


@pytest.mark.parametrize("likeness", [Likeness.SIMILAR, Likeness.UNCOMPARED])
@pytest.mark.parametrize("standing", list(Standing))
def test_what_nothing_confirms_is_offered_and_nothing_more(likeness: Likeness, standing: Standing) -> None:
    found = told(seen(PictureComparison(likeness), standing))
    assert found.headline.code == "no_credentials"
    assert codes(found) == [(f"likeness.{likeness.value}", State.HOLDS)]


@pytest.mark.parametrize("more", [{"retracted": True}, {"waiting": True}])
def test_a_record_taken_back_or_not_yet_on_the_log_makes_no_headline(more: dict[str, bool]) -> None:
    assert told(seen(DIFFERS, Standing.OWN, **more)).headline.code == "no_credentials"


def test_ones_own_record_on_its_way_is_compared_and_others_are_only_announced() -> None:
    assert codes(told(seen(DIFFERS, Standing.OWN, waiting=True))) == [("likeness.differs", State.HOLDS)]
    for standing in (Standing.LISTED, Standing.OTHER):
        assert codes(told(seen(DIFFERS, standing, waiting=True))) == [("likeness.waiting", State.UNAVAILABLE)]


@pytest.mark.parametrize("relation", [Relation.DERIVED, Relation.SOURCE])
@pytest.mark.parametrize("standing", list(Standing))
def test_a_file_whose_chain_holds_the_record_never_differs_from_it(relation: Relation, standing: Standing) -> None:
    found = told(seen(DIFFERS, standing, relation=relation, captured=True, by=BY))
    assert found.headline.code == "no_credentials"
    assert codes(found) == [(f"likeness.{relation.value}", State.HOLDS)]


def test_what_is_unrelated_is_not_told() -> None:
    assert codes(told(seen(PictureComparison(Likeness.UNRELATED)))) == [("likeness.none", State.ABSENT)]


def test_copies_of_rivals_are_all_shown_and_said_to_be_rivals() -> None:
    found = told(seen(recorder="First"), seen(recorder="Second"), seen(recorder="First"))
    assert [one.params.get("recorder") for one in found.findings] == ["First", "Second", "First", None]
    assert codes(found)[-1] == ("likeness.rivals", State.HOLDS)


def test_a_rival_of_the_very_bytes_counts_and_is_told_once() -> None:
    found = told(seen(recorder="First", exact=True), seen(recorder="Second"))
    assert codes(found) == [("likeness.copy", State.HOLDS), ("likeness.rivals", State.HOLDS)]


def test_nothing_else_is_said_to_be_nothing_else() -> None:
    (finding,) = told(seen(exact=True)).findings
    assert sentence(finding.code, finding.params).startswith("Besides the record of exactly these bytes, no recorded")
    (finding,) = told().findings
    assert sentence(finding.code, finding.params).startswith("No recorded work was found")


def test_no_accounts_are_rivals_over_a_mere_resemblance() -> None:
    alike = PictureComparison(Likeness.SIMILAR)
    assert len(told(seen(alike, recorder="First"), seen(alike, recorder="Second")).findings) == 2


def test_what_was_searched_is_no_longer_listed_as_not_checked() -> None:
    assert told().not_checked == ("chronology",)
    assert codes(told()) == [("likeness.none", State.ABSENT)]


@pytest.mark.parametrize(
    ("search", "finding"),
    [
        (Search.UNAVAILABLE, [("likeness.unavailable", State.UNAVAILABLE)]),
        (Search.NO_CODES, [("likeness.no_codes", State.NOT_CHECKED)]),
        (Search.NOT_ASKED, []),
    ],
)
def test_what_was_not_searched_stays_listed(search: Search, finding: list[tuple[str, State]]) -> None:
    found = told(search=search)
    assert "similar" in found.not_checked
    assert codes(found) == finding
    assert found.headline == report().headline


def test_such_a_report_is_stored_and_read_like_any_other() -> None:
    found = told(seen(DIFFERS, Standing.OWN), seen(COPY, Standing.LISTED))
    assert report_from_json(stored(found)) == found


def test_a_rule_that_lets_strangers_make_headlines_would_be_caught() -> None:
    promoted = told(seen(DIFFERS, Standing.LISTED))
    assert promoted.headline != report().headline
