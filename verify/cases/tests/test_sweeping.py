from __future__ import annotations

import io
import os
from datetime import timedelta
from typing import Any

from provenance.report_json import report_from_json
from verify import wiring
from verify.cases.models import Verification
from verify.cases.quarantine import Part, Quarantine
from verify.cases.results import store_examination, store_refusal
from verify.cases.selectors import thumbnail_of
from verify.cases.services import verification_start
from verify.cases.sweeping import sweep
from verify.cases.tests.examples import examination, png
from verify.cases.uploader import Uploader
from verify.jobs.models import Job


def done(uploader: Uploader) -> Verification:
    verification = verification_start(upload=io.BytesIO(png()), size=None, uploader=uploader)
    store_examination(verification, examination())
    verification.refresh_from_db()
    return verification


def age(held: Quarantine, minutes: int) -> None:
    then = wiring.now().timestamp() - minutes * 60
    for path in held.folder.iterdir():
        os.utime(path, (then, then))


def test_a_file_goes_after_its_hour_and_its_report_stays(held: Quarantine, stranger: Uploader, settings: Any) -> None:
    verification = done(stranger)
    age(held, settings.QUARANTINE_MINUTES - 1)
    sweep()
    assert len(list(held.folder.iterdir())) == 2
    age(held, settings.QUARANTINE_MINUTES + 1)
    sweep()
    verification.refresh_from_db()
    assert list(held.folder.iterdir()) == []
    assert (verification.held, verification.has_thumbnail) == ("", False)
    assert thumbnail_of(verification) is None
    assert report_from_json(verification.report) == examination().report


def test_what_lies_in_the_folder_without_a_row_goes_too(held: Quarantine) -> None:
    held.put(held.new_name(), Part.LINK, b"https://pictures.example/")
    (held.folder / "left.arriving").write_bytes(b"x")
    age(held, 61)
    sweep()
    assert list(held.folder.iterdir()) == []


def test_a_report_goes_after_its_day_with_all_that_is_left(held: Quarantine, stranger: Uploader) -> None:
    verification = done(stranger)
    assert timedelta(hours=23) < verification.expires_at - wiring.now() <= timedelta(hours=24)
    Verification.objects.update(expires_at=wiring.now())
    sweep()
    assert not Verification.objects.exists()
    assert list(held.folder.iterdir()) == []


def test_a_refusal_goes_within_the_hour(held: Quarantine, stranger: Uploader) -> None:
    verification = verification_start(upload=io.BytesIO(png()), size=None, uploader=stranger)
    store_refusal(verification, "refused.damaged", {"format": "PNG"})
    verification.refresh_from_db()
    assert verification.expires_at - wiring.now() <= timedelta(hours=1)


def test_a_verification_that_lost_its_job_in_a_crash_gets_another(held: Quarantine, stranger: Uploader) -> None:
    verification = verification_start(upload=io.BytesIO(png()), size=None, uploader=stranger)
    Job.objects.all().delete()
    sweep()
    assert not Job.objects.exists(), "a row this young may still be getting its job"
    Verification.objects.update(created=wiring.now() - timedelta(seconds=30))
    sweep()
    sweep()
    assert [job.subject for job in Job.objects.all()] == [verification.pk]
