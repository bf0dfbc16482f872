"""Records change what is told, not what is thought of a file; only one's own makes a headline."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from provenance.on_record import SeenRecord, with_records
from provenance.report_json import report_from_json, report_to_json, stored
from provenance.sentences import CATALOGUE
from provenance.types import MadeWith, Media, Outcome, Report, Sha256Hex, State

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
AFTER, BY = datetime(2026, 11, 22, 10, 0, 5, 900_000, UTC), datetime(2026, 11, 22, 10, 1, 5, 1, UTC)

KEEPS_THE_HEADLINE = [
    "unreadable",
    "credentials_damaged",
    "changed_after_signing",
    "signer_denied",
    "problem_in_history",
    "declared_ai_generated",
    "declared_ai_edited",
]
GIVES_WAY_TO_ONES_OWN = [
    "certificate_lapsed",
    "signer_unknown",
    "some_signers_unknown",
    "credentials_elsewhere",
    "no_credentials",
    "all_signers_trusted",
]


def report(code: str = "no_credentials") -> Report:
    outcome = Outcome(code, {"steps": 1, "signer": "A Maker"})
    media = Media(Sha256Hex("ab" * 32), 1, "image/png")
    return Report(media, outcome, outcome, (), (), ("chronology", "similar"), MadeWith("t", "t"))


def seen(*, own: bool = False, recorder: str = "Harbour Post", **more: object) -> SeenRecord:
    values = {"not_before": AFTER, "by": BY, "account": recorder} | more
    return SeenRecord(record="r1", recorder=recorder, own=own, **values)  # type: ignore[arg-type]


def codes(found: Report) -> list[tuple[str, State]]:
    return [(one.code, one.state) for one in found.findings]


@pytest.mark.parametrize("code", KEEPS_THE_HEADLINE + GIVES_WAY_TO_ONES_OWN)
def test_nobody_elses_record_changes_a_headline(code: str) -> None:
    before = report(code)
    after = with_records(before, [seen(), seen(recorder="Rival"), seen(retracted=True)], AT)
    assert (after.headline, after.credentials) == (before.headline, before.credentials)


@pytest.mark.parametrize("code", KEEPS_THE_HEADLINE)
def test_ones_own_record_hides_nothing_worse(code: str) -> None:
    assert with_records(report(code), [seen(own=True)], AT).headline.code == code


@pytest.mark.parametrize("code", GIVES_WAY_TO_ONES_OWN)
def test_ones_own_record_makes_the_headline_and_names_its_recorder(code: str) -> None:
    told = report_to_json(with_records(report(code), [seen(), seen(own=True, recorder="Our Desk")], AT))
    headline = told["headline"]
    assert isinstance(headline, dict)
    assert headline["code"] == "same_as_record"
    assert "your own organisation, Our Desk" in headline["sentence"]
    assert "not that the scene was real" in headline["sentence"]


@pytest.mark.parametrize("more", [{"retracted": True}, {"waiting": True}])
def test_ones_own_record_makes_no_headline_before_the_log_has_it_or_once_taken_back(more: dict[str, bool]) -> None:
    assert with_records(report(), [seen(own=True, **more)], AT).headline.code == "no_credentials"


@pytest.mark.parametrize(
    ("record", "code", "state"),
    [
        (seen(), "on_record", State.HOLDS),
        (seen(not_before=None), "on_record.by", State.HOLDS),
        (seen(by=None), "on_record.after", State.HOLDS),
        (seen(not_before=None, by=None), "on_record.undated", State.HOLDS),
        (seen(development=True), "on_record.development", State.HOLDS),
        (seen(role="image"), "on_record.member", State.HOLDS),
        (seen(retracted=True, role="image"), "on_record.retracted", State.HOLDS),
        (seen(waiting=True, not_before=None, by=None), "on_record.waiting", State.UNAVAILABLE),
    ],
)
def test_each_record_is_told_as_far_as_it_is_known(record: SeenRecord, code: str, state: State) -> None:
    found = with_records(report(), [record], AT)
    assert codes(found) == [(code, state)]
    assert found.findings[0].kind == "record"
    assert "Harbour Post" in str(report_to_json(found)["findings"])


def test_rival_records_are_both_shown_and_said_to_be_rivals() -> None:
    found = with_records(report(), [seen(recorder="First"), seen(recorder="Second")], AT)
    assert [one.params.get("recorder") for one in found.findings] == ["First", "Second", None]
    assert codes(found)[-1] == ("on_record.rivals", State.HOLDS)


def test_two_accounts_of_one_name_are_rivals_too() -> None:
    found = with_records(report(), [seen(account="1"), seen(account="2")], AT)
    assert codes(found)[-1] == ("on_record.rivals", State.HOLDS)


def test_one_recorder_is_no_rival_of_itself() -> None:
    assert len(with_records(report(), [seen(), seen()], AT).findings) == 2


def test_the_interval_that_is_told_is_never_narrower_than_the_one_that_is_known() -> None:
    params = with_records(report(), [seen()], AT).findings[0].params
    assert (params["not_before"], params["by"]) == ("2026-11-22 10:00:05 UTC", "2026-11-22 10:01:06 UTC")


def test_times_are_told_in_utc() -> None:
    east = timezone(timedelta(hours=9))
    params = with_records(report(), [seen(not_before=AFTER.astimezone(east))], AT).findings[0].params
    assert params["not_before"] == "2026-11-22 10:00:05 UTC"


def test_no_record_says_nothing_against_the_file() -> None:
    found = with_records(report(), [], AT)
    assert codes(found) == [("on_record.none", State.ABSENT)]
    assert "says nothing against this one" in CATALOGUE["on_record.none"]


def test_what_was_asked_is_no_longer_listed_as_not_checked() -> None:
    assert with_records(report(), [], AT).not_checked == ("similar",)


def test_what_could_not_be_asked_stays_listed_and_is_said() -> None:
    found = with_records(report(), None, AT)
    assert found.not_checked == ("chronology", "similar")
    assert codes(found) == [("on_record.unavailable", State.UNAVAILABLE)]
    assert found.headline == report().headline


def test_a_report_with_records_is_stored_and_read_like_any_other() -> None:
    found = with_records(report(), [seen(own=True)], AT)
    assert report_from_json(stored(found)) == found
