"""A stored report tells who signed for its bytes at the moment it is read; only a counted author reaches a headline."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from provenance.types import Report
from verify.accounts.models import User
from verify.accounts.services import organisation_create
from verify.authors.models import Key
from verify.authors.services import author_count, key_revoke
from verify.authors.tests.ground import DAY, Ground, statement
from verify.cases import authored
from verify.cases.models import Verification
from verify.cases.quarantine import Quarantine
from verify.cases.selectors import report_of
from verify.cases.tests.recording import Chronicle, chronicle
from verify.cases.tests.test_records_are_shown_when_a_report_is_read import CONTENT, checked
from verify.cases.uploader import Uploader
from verify.ledger.errors import LogUnavailable


@pytest.fixture
def log(held: Quarantine, tmp_path: Path) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as running:
        yield running


@pytest.fixture
def ground(log: Chronicle) -> Ground:
    return Ground.begin(log.sequencer.clock)  # type: ignore[arg-type]


@pytest.fixture
def reader(stores: None) -> Uploader:
    """Somebody of another newsroom."""
    user = User.objects.create(username="reader")
    organisation_create(name="Readers", slug="readers", owner=user)
    return Uploader.fresh(user)


def sign(ground: Ground, log: Chronicle) -> None:
    ground.record(statement(ground.now, sha256(CONTENT).digest()))
    log.enter()


def told(verification: Verification, viewer: Uploader | None = None, claimed: str = "") -> Report:
    report = report_of(verification, viewer=viewer, claimed=claimed)
    assert report is not None
    return report


def codes(report: Report) -> list[str]:
    return [one.code for one in report.findings if one.kind == "author"]


def count(reader: Uploader, ground: Ground) -> None:
    assert reader.user is not None
    assert reader.organisation is not None
    author_count(by=reader.user, organisation=reader.organisation, principal=ground.author)


def test_a_file_for_which_nobody_signed_is_said_to_have_no_statement(ground: Ground) -> None:
    report = told(checked())
    assert codes(report) == ["author.none"]
    assert "author" not in report.not_checked


def test_a_statement_made_after_the_check_is_told_to_everybody(ground: Ground, log: Chronicle) -> None:
    verification = checked()
    sign(ground, log)
    report = told(verification)
    assert codes(report) == ["author.stated"]
    assert report.headline.code != "same_as_record"


def test_only_who_counts_the_author_reads_the_name_in_the_headline(
    ground: Ground, log: Chronicle, reader: Uploader
) -> None:
    verification = checked()
    sign(ground, log)
    assert told(verification, reader).headline.code != "same_as_record"
    count(reader, ground)
    headline = told(verification, reader).headline
    assert (headline.code, headline.params["form"], headline.params["author"]) == (
        "same_as_record",
        "counted",
        "Ada Author",
    )
    assert told(verification).headline.code != "same_as_record", "others' lists are nobody else's business"


def test_a_revoked_key_leaves_the_headline_and_always_shows(ground: Ground, log: Chronicle, reader: Uploader) -> None:
    verification = checked()
    sign(ground, log)
    count(reader, ground)
    key = Key.objects.get(address=f"0x{ground.key.address.hex()}")
    key_revoke(key=key, by=ground.journalist, effective=ground.now - DAY, reason="stolen", stepped_up=True)
    for viewer in (reader, None):
        report = told(verification, viewer)
        assert report.headline.code != "same_as_record"
        assert {"author.key_revoked", "author.key_order_unknown"} & set(codes(report))


def test_who_is_claimed_to_have_made_it_is_held_against_who_signed(ground: Ground, log: Chronicle) -> None:
    verification = checked()
    sign(ground, log)
    assert codes(told(verification, claimed=ground.author.pk))[-1] == "author.as_claimed"
    assert codes(told(verification, claimed="0x" + "11" * 20))[-1] == "author.other_than_claimed"


def test_a_failed_look_up_is_said_and_accuses_nobody(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise LogUnavailable("The log cannot be read now.")

    monkeypatch.setattr(authored, "work_evidence", away)
    assert codes(told(checked())) == ["author.unavailable"]
