"""Credentials are handed out while their record is open, on the log, shown, and not taken back; and never else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from provenance.credentials.boxes import ManifestStore
from provenance.types import Integrity, Report
from verify.accounts.models import Organisation
from verify.cases.tests.recording import Chronicle
from verify.ledger.models import Record
from verify.ledger.services import record_hide, record_open, record_retract, record_sealed
from verify.ledger.values import Viewer
from verify.recovery.errors import NotPublishable
from verify.recovery.models import PublishedManifest
from verify.recovery.selectors import published_among, published_as, published_of
from verify.recovery.services import manifest_publish, manifest_withdraw

pytestmark = pytest.mark.usefixtures("stores")
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def owner() -> Viewer:
    return Viewer(Organisation.objects.create(name="The desk", slug="the-desk").pk, None)


def recorded(report: Report, owner: Viewer) -> Record:
    return record_open(sha256=bytes.fromhex(str(report.media.sha256)), owner=owner)


@pytest.fixture
def record(log: Chronicle, owner: Viewer, report: Report) -> Record:
    made = recorded(report, owner)
    log.enter()
    return Record.objects.get(pk=made.pk)


def test_a_published_store_is_found_by_its_name_and_by_its_record(
    record: Record, taken: ManifestStore, report: Report
) -> None:
    manifest_publish(record, taken, report, at=AT)
    by_name, by_record = published_as(taken.active), published_of(record.pk)
    assert by_name == by_record
    assert by_name is not None
    assert (by_name.store, by_name.published, by_name.record) == (taken.content, AT, record.pk)
    assert by_name.report.steps == report.steps
    assert published_among([record.pk, "nobody"]) == {record.pk: by_name}


@pytest.mark.parametrize("name", ["urn:c2pa:a/b", "urn:c2pa:a?b", "urn:c2pa:\x00", "\u00fc", "a" * 301])
def test_a_name_that_cannot_stand_in_an_address_is_not_published(
    record: Record, taken: ManifestStore, report: Report, name: str
) -> None:
    with pytest.raises(NotPublishable, match="name"):
        manifest_publish(record, replace(taken, active=name), report, at=AT)
    assert not PublishedManifest.objects.exists()


def test_publishing_twice_is_publishing_once(record: Record, taken: ManifestStore, report: Report) -> None:
    first = manifest_publish(record, taken, report, at=AT)
    assert manifest_publish(record, taken, report, at=AT.replace(year=2027)) == first
    assert PublishedManifest.objects.count() == 1


def test_what_its_owner_withdrew_is_gone(record: Record, taken: ManifestStore, report: Report) -> None:
    manifest_publish(record, taken, report, at=AT)
    manifest_withdraw(record)
    assert published_as(taken.active) is None
    assert not PublishedManifest.objects.exists()


def test_a_record_that_waits_hands_nothing_out_yet(
    log: Chronicle, owner: Viewer, taken: ManifestStore, report: Report
) -> None:
    manifest_publish(recorded(report, owner), taken, report, at=AT)
    assert published_as(taken.active) is None
    log.enter()
    assert published_as(taken.active) is not None


def test_a_hidden_record_hands_nothing_out(record: Record, taken: ManifestStore, report: Report) -> None:
    manifest_publish(record, taken, report, at=AT)
    record_hide(record)
    assert published_as(taken.active) is None
    assert published_of(record.pk) is None


def test_a_record_taken_back_hands_nothing_out(
    record: Record, owner: Viewer, taken: ManifestStore, report: Report
) -> None:
    manifest_publish(record, taken, report, at=AT)
    record_retract(record, owner=owner)
    assert published_as(taken.active) is None


def test_of_two_records_the_oldest_that_stands_answers(
    log: Chronicle, record: Record, owner: Viewer, taken: ManifestStore, report: Report
) -> None:
    rival = recorded(report, Viewer(Organisation.objects.create(name="Rival", slug="rival").pk, None))
    log.enter()
    manifest_publish(record, taken, report, at=AT)
    manifest_publish(rival, taken, report, at=AT.replace(year=2027))
    assert getattr(published_as(taken.active), "record", None) == record.pk
    record_retract(record, owner=owner)
    assert getattr(published_as(taken.active), "record", None) == rival.pk


def test_a_sealed_record_publishes_nothing(owner: Viewer, taken: ManifestStore, report: Report) -> None:
    sealed = record_sealed(sha256=bytes.fromhex(str(report.media.sha256)), owner=owner, once="0" * 64)
    with pytest.raises(NotPublishable, match="sealed"):
        manifest_publish(sealed, taken, report, at=AT)


def test_credentials_of_another_file_are_not_published(record: Record, taken: ManifestStore, report: Report) -> None:
    other = replace(report, media=replace(report.media, sha256="ab" * 32))
    with pytest.raises(NotPublishable, match="another file"):
        manifest_publish(record, taken, other, at=AT)


@pytest.mark.parametrize("integrity", [one for one in Integrity if one is not Integrity.INTACT])
def test_credentials_that_did_not_hold_are_not_published(
    record: Record, taken: ManifestStore, report: Report, integrity: Integrity
) -> None:
    broken = replace(report, steps=(replace(report.steps[0], integrity=integrity),))
    with pytest.raises(NotPublishable, match="intact"):
        manifest_publish(record, taken, broken, at=AT)
    assert not PublishedManifest.objects.exists()


def test_a_file_without_credentials_has_none_to_publish(record: Record, taken: ManifestStore, report: Report) -> None:
    with pytest.raises(NotPublishable):
        manifest_publish(record, taken, replace(report, steps=()), at=AT)
