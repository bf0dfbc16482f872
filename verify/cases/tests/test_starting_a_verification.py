from __future__ import annotations

import io
import stat
from typing import Any

import pytest

from provenance.gate import Refusal
from verify.cases.errors import Busy, LinkNotAllowed, NoSuchVerification, Refused
from verify.cases.models import Phase, Verification, VerificationState
from verify.cases.quarantine import Part, Quarantine
from verify.cases.selectors import verification_get
from verify.cases.services import (
    verification_discard,
    verification_start,
    verification_start_from_link,
)
from verify.cases.tests.examples import png
from verify.cases.uploader import Uploader
from verify.jobs.models import Job

LINK = "https://pictures.example/private/source.jpg?token=abc"


def start(uploader: Uploader, **more: Any) -> Verification:
    return verification_start(upload=io.BytesIO(png()), size=None, uploader=uploader, **more)


def test_one_job_waits_for_one_file(held: Quarantine, stranger: Uploader) -> None:
    verification = start(stranger)
    job = Job.objects.get()
    assert (job.kind, job.subject, job.state) == ("verification", verification.pk, "queued")
    assert (verification.state, verification.phase) == (VerificationState.QUEUED, Phase.WAITING)


def test_its_address_has_128_random_bits(held: Quarantine, stranger: Uploader) -> None:
    one, other = start(stranger).pk, start(stranger).pk
    assert len(one) == len(other) == 22
    assert one != other


def test_detached_credentials_are_held_beside_the_file(held: Quarantine, stranger: Uploader) -> None:
    verification = start(stranger, sidecar=b"credentials")
    assert held.read(verification.held, Part.SIDECAR, 100) == b"credentials"


def test_an_announced_size_beyond_every_limit_is_refused_before_a_byte_is_read(
    held: Quarantine, stranger: Uploader
) -> None:
    def never() -> Any:
        raise AssertionError("read")
        yield b""

    with pytest.raises(Refused) as refused:
        verification_start(upload=never(), size=10**12, uploader=stranger)
    assert refused.value.refusal == Refusal("refused.too_large", {"format": "video", "limit_mb": 800})


def test_when_too_much_waits_nothing_more_is_taken_in(held: Quarantine, stranger: Uploader, settings: Any) -> None:
    settings.QUEUE_LIMIT = 1
    start(stranger)
    with pytest.raises(Busy):
        start(stranger)
    assert Verification.objects.count() == 1
    assert len(list(held.folder.iterdir())) == 1


def test_a_link_is_in_no_row_and_in_one_short_lived_file_of_mode_0600(held: Quarantine, stranger: Uploader) -> None:
    verification = verification_start_from_link(url=LINK, uploader=stranger)
    rows = repr(list(Verification.objects.values())) + repr(list(Job.objects.values()))
    assert "pictures.example" not in rows
    (path,) = held.folder.iterdir()
    assert path.name == f"{verification.held}.link"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text("utf-8") == LINK
    assert verification.phase == Phase.FETCHING


@pytest.mark.parametrize(
    "url", ["", "nonsense", "file:///etc/passwd", "https://user:word@example.org/", "ftp://a.org/"]
)
def test_a_link_nobody_could_fetch_is_refused_at_once(held: Quarantine, stranger: Uploader, url: str) -> None:
    with pytest.raises(LinkNotAllowed):
        verification_start_from_link(url=url, uploader=stranger)
    assert list(held.folder.iterdir()) == []
    assert not Verification.objects.exists()


def test_only_the_sender_discards_and_then_nothing_is_left(held: Quarantine, stranger: Uploader) -> None:
    verification = start(stranger, sidecar=b"credentials")
    with pytest.raises(NoSuchVerification):
        verification_discard(verification, uploader=Uploader.fresh())
    verification_discard(verification, uploader=stranger)
    assert list(held.folder.iterdir()) == []
    with pytest.raises(NoSuchVerification):
        verification_get(verification.pk)


def test_the_senders_secret_is_stored_as_a_digest_only(held: Quarantine, stranger: Uploader) -> None:
    start(stranger)
    assert stranger.secret not in repr(list(Verification.objects.values()))
