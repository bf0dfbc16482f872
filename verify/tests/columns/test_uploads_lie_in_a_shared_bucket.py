"""Two machines and one bucket of a real store: what one took in the other opens; while it is away nothing is judged."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from django.test import Client
from django.urls import reverse

from chronology.tiles.tests.s3server.swift import ENVIRONMENT, Swift
from verify import wiring
from verify.cases.bucket import Bucket, open_bucket
from verify.cases.errors import StoreAway
from verify.cases.examining import examine_verification
from verify.cases.models import Verification, VerificationState
from verify.cases.quarantine import Part, Quarantine
from verify.cases.services import KIND, verification_start
from verify.cases.sweeping import sweep
from verify.cases.tests.examples import examination, png
from verify.cases.tests.test_examining import Planted
from verify.cases.uploader import Uploader
from verify.jobs.models import Job, JobState
from verify.jobs.running import run_job
from verify.jobs.services import LATER, WAIT
from verify.moving.errors import Differs
from verify.moving.files import uploads_move

BUCKET = "firstlight-media"
NOBODY = "s3://nobody/quarantine"


@pytest.fixture(scope="session")
def address(swift: Swift) -> str:
    swift.new_bucket(BUCKET)
    return swift.address


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def machine(address: str, keys: None, tmp_path: Path) -> Callable[[str], Quarantine]:
    """A machine of that name: a folder of its own, and the bucket of all."""

    def made(name: str) -> Quarantine:
        (tmp_path / name).mkdir()
        return Quarantine(tmp_path / name, open_bucket(f"s3://{BUCKET}/{tmp_path.name}", address, tmp_path / name))

    return made


def put(quarantine: Quarantine, content: bytes) -> str:
    name = quarantine.new_name()
    quarantine.put(name, Part.MEDIA, content)
    return name


def test_what_one_machine_took_in_another_one_opens(machine: Callable[[str], Quarantine], swift: Swift) -> None:
    web, worker = machine("web"), machine("worker")
    content = bytes(range(256)) * 8_000
    name = put(web, content)
    found = worker.open(name, Part.MEDIA)
    assert found is not None
    with found:
        assert found.read() == content
        assert found.fileno() > 2, "the sandbox is given an open file of this machine"
    on_disk = b"".join(path.read_bytes() for path in (swift.folder / "disk").rglob("*.data"))
    assert content in on_disk, "the store keeps nothing on its disk, so this proves nothing"
    assert worker.read(name, Part.MEDIA, 10) is None, "larger than asked for"


def test_nothing_of_it_stays_on_the_disks_of_the_machines(machine: Callable[[str], Quarantine]) -> None:
    web = machine("web")
    name = put(web, b"a picture")
    assert web.read(name, Part.MEDIA, 100) == b"a picture"
    assert list(web.folder.iterdir()) == []


def test_what_is_removed_is_gone_for_all(machine: Callable[[str], Quarantine]) -> None:
    web, worker = machine("web"), machine("worker")
    name, other = put(web, b"one"), put(web, b"two")
    web.put(name, Part.THUMBNAIL, b"small")
    worker.remove(name)
    assert web.open(name, Part.MEDIA) is None
    assert web.open(name, Part.THUMBNAIL) is None
    assert web.read(other, Part.MEDIA, 10) == b"two"
    worker.remove(name)


def test_an_hour_later_any_machine_sweeps_it(machine: Callable[[str], Quarantine]) -> None:
    web, worker = machine("web"), machine("worker")
    name = put(web, b"one")
    assert list(worker.sweep(datetime.now(UTC) - timedelta(minutes=60))) == []
    assert list(worker.sweep(datetime.now(UTC) + timedelta(seconds=2))) == [name]
    assert web.open(name, Part.MEDIA) is None


def test_a_bucket_that_is_away_takes_nothing_in_and_says_so(
    keys: None, tmp_path: Path, machine: Callable[[str], Quarantine]
) -> None:
    gone = Quarantine(tmp_path, open_bucket("s3://bucket/x", "http://127.0.0.1:1", tmp_path))
    name = gone.new_name()
    for refused in (
        lambda: gone.put(name, Part.MEDIA, b"one"),
        lambda: gone.open(name, Part.MEDIA),
        lambda: gone.remove(name),
        lambda: list(gone.sweep(datetime.now(UTC))),
    ):
        with pytest.raises(StoreAway):
            refused()
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []


def aged(path: Path, minutes: float) -> None:
    came = (datetime.now(UTC) - timedelta(minutes=minutes)).timestamp()
    path.write_bytes(b"of a machine")
    os.utime(path, (came, came))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The quarantine of one machine: an upload in its hour, one past it, and the archive of a batch."""
    made = tmp_path / "old"
    made.mkdir()
    for name, minutes in (("ab.media", 20), ("cd.media", 120), ("ef.archive", 120)):
        aged(made / (name[:2] * 15 + name), minutes)
    return made


def test_uploads_that_are_moved_there_keep_the_moment_at_which_they_came(
    machine: Callable[[str], Quarantine], folder: Path
) -> None:
    web = machine("web")
    moved = uploads_move(folder, cast(Bucket, web.shared), at=datetime.now(UTC), minutes=60)
    assert moved.rows == 2, "what is past its time came along, or an archive that is worked on did not"
    assert web.read("ab" * 16, Part.MEDIA, 100) == b"of a machine"
    assert list(web.sweep(datetime.now(UTC) - timedelta(minutes=30))) == []
    assert list(web.sweep(datetime.now(UTC) - timedelta(minutes=19))) == ["ab" * 16]
    assert web.read("ef" * 16, Part.ARCHIVE, 100) == b"of a machine"


def test_an_upload_that_is_another_one_in_the_bucket_ends_the_move(
    machine: Callable[[str], Quarantine], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket = cast(Bucket, machine("web").shared)
    monkeypatch.setattr(Bucket, "open", lambda _bucket, _name: io.BytesIO(b"another"))
    with pytest.raises(Differs, match="is not the same in the bucket"):
        uploads_move(folder, bucket, at=datetime.now(UTC), minutes=60)
    monkeypatch.setattr(Bucket, "open", lambda _bucket, _name: None)
    with pytest.raises(Differs, match="is not in the bucket"):
        uploads_move(folder, bucket, at=datetime.now(UTC), minutes=60)


# --- The same through the site ---------------------------------------------------------------------


@pytest.fixture
def site(address: str, keys: None, settings: Any, data_dir: Path, stores: None) -> Any:
    """The site over the bucket; `away` takes the bucket from it."""
    settings.MEDIA, settings.MEDIA_ENDPOINT = f"s3://{BUCKET}/{data_dir.name}", address
    return settings


def away(settings: Any) -> None:
    settings.MEDIA, settings.MEDIA_ENDPOINT = NOBODY, "http://127.0.0.1:1"


def back(settings: Any, address: str, data_dir: Path) -> None:
    settings.MEDIA, settings.MEDIA_ENDPOINT = f"s3://{BUCKET}/{data_dir.name}", address


def started() -> Verification:
    return verification_start(upload=io.BytesIO(png()), size=None, uploader=Uploader.fresh())


def test_a_check_waits_for_the_bucket_and_is_never_judged_without_it(
    site: Any, address: str, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "_examiner", Planted(examination))
    verification = started()
    job = Job.objects.get(kind=KIND, subject=verification.pk)
    away(site)
    for _time in range(4):
        run_job(job.pk)
        sweep_alone()
    job.refresh_from_db()
    verification.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.QUEUED, 0), "an attempt was counted"
    assert not verification.is_finished
    back(site, address, data_dir)
    run_job(job.pk)
    verification.refresh_from_db()
    assert verification.state == VerificationState.DONE


def sweep_alone() -> None:
    """What the worker does between: whatever it stands on, it goes on."""
    with pytest.raises(StoreAway):
        sweep()


def test_a_check_that_has_waited_for_an_hour_ends_as_our_fault(site: Any) -> None:
    verification = started()
    Job.objects.filter(subject=verification.pk).update(created=datetime.now(UTC) - WAIT)
    job = Job.objects.get(kind=KIND, subject=verification.pk)
    away(site)
    run_job(job.pk)
    verification.refresh_from_db()
    assert (verification.state, verification.refusal_code) == (VerificationState.FAILED, "failed.interrupted")
    assert verification.held == ""


def test_a_job_that_was_put_back_is_not_taken_at_once(site: Any) -> None:
    from django_tasks_db.models import DBTaskResult

    verification = started()
    job = Job.objects.get(kind=KIND, subject=verification.pk)
    DBTaskResult.objects.all().delete()
    away(site)
    run_job(job.pk)
    assert not DBTaskResult.objects.ready().exists()
    waits = DBTaskResult.objects.get().run_after - datetime.now(UTC)
    assert timedelta() < waits <= LATER


def test_pages_and_interface_say_503_and_when_to_come_again(site: Any) -> None:
    away(site)
    for path in ("/check", "/api/v1/verifications"):
        answer = Client().post(path, {"file": io.BytesIO(png())})
        assert (answer.status_code, bool(answer["Retry-After"])) == (503, True), path
    assert not Verification.objects.exists()


def test_a_page_that_needs_the_bucket_says_503(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "_examiner", Planted(examination))
    verification = started()
    examine_verification(verification.pk)
    away(site)
    answer = Client().get(reverse("pages:thumbnail", args=[verification.pk]))
    assert (answer.status_code, bool(answer["Retry-After"])) == (503, True)
