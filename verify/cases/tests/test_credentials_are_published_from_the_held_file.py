"""Who chose to publish credentials has them taken out of the held file; whatever does not fit publishes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from provenance.credentials.tests.workshop import NOW, authority, created, newest_label, picture, signed
from verify import wiring
from verify.accounts.models import Organisation
from verify.cases.examining import examine_verification
from verify.cases.models import Verification
from verify.cases.publishing import KIND, credentials_publish, credentials_withdraw, publish_credentials
from verify.cases.quarantine import Quarantine
from verify.cases.services import verification_forget, verification_start
from verify.cases.tests.recording import Chronicle, chronicle
from verify.cases.uploader import Uploader
from verify.jobs.models import Job
from verify.ledger.errors import NoSuchRecord
from verify.ledger.models import Record
from verify.ledger.services import record_open
from verify.ledger.values import Viewer
from verify.recovery.selectors import published_as, published_of

pytestmark = [pytest.mark.usefixtures("stores", "held"), pytest.mark.sandbox]
OTHER = Viewer(organisation=999_999)


@pytest.fixture(scope="module")
def _sandbox(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    with django_db_blocker.unblock(), wiring.open_examiner():  # type: ignore[attr-defined]
        yield


@pytest.fixture(scope="module")
def photo() -> bytes:
    return signed(picture(), authority("Maker").issues("camera", NOW), created())


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as running:
        yield running


@pytest.fixture
def organisation() -> Organisation:
    return Organisation.objects.create(name="The desk", slug="the-desk")


def checked(content: bytes) -> Verification:
    started = verification_start(upload=[content], size=None, uploader=Uploader.fresh())
    examine_verification(started.pk)
    return Verification.objects.get(pk=started.pk)


def asked_to_publish(record: Record, verification: Verification) -> str:
    credentials_publish(record, verification)
    return Job.objects.get(kind=KIND).subject


@pytest.mark.usefixtures("_sandbox")
def test_the_store_is_published_as_that_of_the_record(log: Chronicle, organisation: Organisation, photo: bytes) -> None:
    record = log.record(photo, organisation)
    publish_credentials(asked_to_publish(record, checked(photo)))
    found = published_as(newest_label(photo))
    assert found is not None
    assert found.record == record.pk
    assert [one.position for one in found.report.steps] == [0]


@pytest.mark.usefixtures("_sandbox")
def test_its_owner_withdraws_it_and_nobody_else(log: Chronicle, organisation: Organisation, photo: bytes) -> None:
    record = log.record(photo, organisation)
    publish_credentials(asked_to_publish(record, checked(photo)))
    with pytest.raises(NoSuchRecord):
        credentials_withdraw(record, owner=OTHER)
    assert published_of(record.pk) is not None
    credentials_withdraw(record, owner=Viewer(organisation.pk))
    assert published_of(record.pk) is None


@pytest.mark.usefixtures("_sandbox")
def test_the_credentials_of_another_file_are_not_published(
    log: Chronicle, organisation: Organisation, photo: bytes
) -> None:
    record = log.record(b"something else", organisation)
    publish_credentials(asked_to_publish(record, checked(photo)))
    assert published_of(record.pk) is None


@pytest.mark.usefixtures("_sandbox")
def test_a_file_without_credentials_publishes_none(log: Chronicle, organisation: Organisation) -> None:
    record = log.record(picture(), organisation)
    publish_credentials(asked_to_publish(record, checked(picture())))
    assert published_of(record.pk) is None


@pytest.mark.usefixtures("_sandbox")
def test_a_file_that_was_discarded_meanwhile_publishes_nothing(
    log: Chronicle, organisation: Organisation, photo: bytes
) -> None:
    record, verification = log.record(photo, organisation), checked(photo)
    subject = asked_to_publish(record, verification)
    verification_forget(verification)
    publish_credentials(subject)
    assert published_of(record.pk) is None


def test_a_job_about_nothing_ends(held: Quarantine) -> None:
    publish_credentials("A" * 22 + " " + "B" * 22)
    publish_credentials("")


@pytest.mark.usefixtures("_sandbox")
def test_a_sealed_or_waiting_record_is_never_told_by_its_credentials(
    log: Chronicle, organisation: Organisation, photo: bytes
) -> None:
    waiting = record_open(sha256=sha256(photo).digest(), owner=Viewer(organisation.pk))
    publish_credentials(asked_to_publish(waiting, checked(photo)))
    assert published_of(waiting.pk) is None
    log.enter()
    assert published_of(waiting.pk) is not None
