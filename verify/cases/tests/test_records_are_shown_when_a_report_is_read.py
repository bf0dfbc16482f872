"""A stored report tells what is on record at the moment it is read, to whoever reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from provenance.report_json import stored
from provenance.types import Finding, Report, Sha256Hex
from verify.accounts.models import Organisation, User
from verify.accounts.services import organisation_create
from verify.cases import on_record
from verify.cases.models import Verification
from verify.cases.quarantine import Quarantine
from verify.cases.results import store_examination
from verify.cases.selectors import report_of
from verify.cases.services import verification_start
from verify.cases.tests.examples import examination, png
from verify.cases.tests.recording import Chronicle, chronicle
from verify.cases.uploader import Uploader
from verify.ledger.errors import LogUnavailable
from verify.ledger.services import record_hide, record_open, record_retract
from verify.ledger.values import Viewer

CONTENT = b"a picture"


@pytest.fixture
def log(held: Quarantine, tmp_path: Path) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as running:
        yield running


@pytest.fixture
def desk(stores: None) -> Uploader:
    return member("desk", "Our Desk")


def member(slug: str, name: str) -> Uploader:
    user = User.objects.create(username=slug)
    organisation_create(name=name, slug=slug, owner=user)
    return Uploader.fresh(user)


def team(uploader: Uploader) -> Organisation:
    assert uploader.organisation is not None
    return uploader.organisation


def checked(content: bytes = CONTENT) -> Verification:
    verification = verification_start(upload=[png()], size=None, uploader=Uploader.fresh())
    done = examination()
    media = replace(done.report.media, sha256=Sha256Hex(sha256(content).hexdigest()))
    store_examination(verification, replace(done, report=replace(done.report, media=media)))
    return Verification.objects.get(pk=verification.pk)


def told(verification: Verification, viewer: Uploader | None = None) -> Report:
    report = report_of(verification, viewer=viewer)
    assert report is not None
    return report


def found_in(report: Report) -> list[Finding]:
    return [one for one in report.findings if one.kind == "record"]


def codes(report: Report) -> list[str]:
    return [one.code for one in found_in(report)]


def test_a_file_on_no_record_is_said_to_be_on_none(log: Chronicle) -> None:
    report = told(checked())
    assert codes(report) == ["on_record.none"]
    assert "chronology" not in report.not_checked


def test_a_record_made_after_the_check_is_shown_too(log: Chronicle, desk: Uploader) -> None:
    verification = checked()
    before = verification.report
    log.record(CONTENT, team(desk))
    (finding,) = found_in(told(verification))
    assert finding.code == "on_record.undated"
    assert finding.params["recorder"] == "Our Desk"
    verification.refresh_from_db()
    assert verification.report == before, "what is kept of a check never changes"


def test_only_the_recorders_own_people_get_the_headline(log: Chronicle, desk: Uploader) -> None:
    log.record(CONTENT, team(desk))
    verification, rival = checked(), member("rival", "Rival")
    assert told(verification, desk).headline.code == "same_as_record"
    assert told(verification, desk).headline.params["recorder"] == "Our Desk"
    for reader in (None, Uploader.fresh(), rival):
        assert told(verification, reader).headline.code == "no_credentials"
        assert codes(told(verification, reader)) == ["on_record.undated"]


def test_a_part_of_a_work_is_found_by_its_own_bytes(log: Chronicle, desk: Uploader) -> None:
    log.record_work({"headline": b"Fire", "image": CONTENT}, team(desk))
    (finding,) = found_in(told(checked()))
    assert (finding.code, finding.params["role"]) == ("on_record.member", "image")


def test_a_record_on_its_way_is_said_to_be_on_its_way(log: Chronicle, desk: Uploader) -> None:
    record_open(sha256=sha256(CONTENT).digest(), owner=Viewer(team(desk).pk))
    report = told(checked(), desk)
    assert codes(report) == ["on_record.waiting"]
    assert report.headline.code == "no_credentials"


def test_rival_records_are_both_shown(log: Chronicle, desk: Uploader) -> None:
    rival = member("rival", "Rival")
    log.record(CONTENT, team(rival))
    log.record(CONTENT, team(desk))
    report = told(checked(), desk)
    assert [one.params.get("recorder") for one in found_in(report)] == ["Rival", "Our Desk", None]
    assert codes(report)[-1] == "on_record.rivals"
    assert report.headline.params["recorder"] == "Our Desk"


def test_people_are_not_named(log: Chronicle, stores: None) -> None:
    ada = User.objects.create(username="ada-lovelace")
    log.record(CONTENT, None, user=ada.pk)
    (finding,) = found_in(told(checked()))
    assert finding.params["recorder"] == "Somebody with an account here"
    assert "ada" not in repr(stored(told(checked())))


def test_a_retracted_record_is_told_as_such_and_makes_no_headline(log: Chronicle, desk: Uploader) -> None:
    record = log.record(CONTENT, team(desk))
    record_retract(record, owner=Viewer(team(desk).pk))
    report = told(checked(), desk)
    assert codes(report) == ["on_record.retracted"]
    assert report.headline.code == "no_credentials"


def test_a_hidden_record_is_shown_to_nobody(log: Chronicle, desk: Uploader) -> None:
    record_hide(log.record(CONTENT, team(desk)))
    assert codes(told(checked(), desk)) == ["on_record.none"]


def test_look_ups_that_fail_are_said_to_have_failed(
    log: Chronicle, desk: Uploader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_: str, **__: object) -> None:
        raise LogUnavailable("away")

    monkeypatch.setattr(on_record, "open_records_of", away)
    report = told(checked(), desk)
    assert codes(report) == ["on_record.unavailable"]
    assert "chronology" in report.not_checked
