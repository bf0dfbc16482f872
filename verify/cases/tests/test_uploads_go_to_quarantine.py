from __future__ import annotations

import io
import stat
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest
from django.test import RequestFactory

from verify import wiring
from verify.cases import uploads
from verify.cases.arrival import Arrival
from verify.cases.errors import NoRoom, Refused
from verify.cases.models import Verification
from verify.cases.quarantine import Part, Quarantine
from verify.cases.services import verification_start
from verify.cases.tests.examples import NAME_OF_A_PERSON, as_upload, png
from verify.cases.uploader import Uploader
from verify.cases.uploads import QuarantinedUpload

Posting = Callable[[bytes], HttpRequest]


@pytest.fixture
def posted(held: Quarantine) -> Iterator[Posting]:
    requests: list[HttpRequest] = []

    def post(content: bytes) -> HttpRequest:
        requests.append(RequestFactory().post("/", {"file": as_upload(content)}))
        return requests[-1]

    yield post
    for request in requests:
        request.close()


def arrived(request: HttpRequest) -> QuarantinedUpload:
    upload = request.FILES["file"]
    assert isinstance(upload, QuarantinedUpload)
    return upload


def test_the_name_and_type_the_sender_gave_are_dropped(posted: Posting, held: Quarantine) -> None:
    upload = arrived(posted(png()))
    assert (upload.name, upload.content_type) == ("upload", None)
    assert NAME_OF_A_PERSON not in repr(upload.__dict__)


def test_a_kept_upload_has_a_random_name_and_is_for_this_user_only(
    posted: Posting, held: Quarantine, stranger: Uploader
) -> None:
    request = posted(png())
    verification = verification_start(upload=arrived(request), size=None, uploader=stranger)
    request.close()
    (path,) = held.folder.iterdir()
    assert path.name == f"{verification.held}.media"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(held.folder.stat().st_mode) == 0o700
    assert path.read_bytes() == png()


def test_an_upload_nobody_kept_leaves_nothing(posted: Posting, held: Quarantine) -> None:
    request = posted(png())
    assert arrived(request).read() == png()
    request.close()
    assert list(held.folder.iterdir()) == []


def test_an_upload_under_way_has_no_name_so_that_a_crash_leaves_nothing(posted: Posting, held: Quarantine) -> None:
    arrived(posted(png()))
    assert list(held.folder.iterdir()) == []


def test_where_no_nameless_file_is_possible_a_named_one_is_kept_and_forgotten_alike(
    posted: Posting, held: Quarantine
) -> None:
    path = held.folder / "x.arriving"
    named = Arrival(path.open("w+b", buffering=0), path)
    named.write(b"content")
    held.keep(named, held.new_name(), Part.MEDIA)
    named.forget()
    (kept,) = held.folder.iterdir()
    assert kept.read_bytes() == b"content"


@pytest.mark.parametrize("content", [b"", b"GIF8", b"<html>hello</html>", png()[:40]])
def test_nothing_of_a_refused_upload_is_stored(
    posted: Posting, held: Quarantine, stranger: Uploader, content: bytes
) -> None:
    request = posted(content)
    with pytest.raises(Refused):
        verification_start(upload=arrived(request), size=None, uploader=stranger)
    request.close()
    assert list(held.folder.iterdir()) == []
    assert not Verification.objects.exists()


def test_beyond_the_largest_file_nothing_is_written_any_more(
    posted: Posting, held: Quarantine, stranger: Uploader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 1000)
    upload = arrived(posted(png() + b"\0" * 5000))
    assert upload.overflow
    assert upload.file is not None
    assert upload.file.seek(0, 2) == 0
    with pytest.raises(Refused, match="too_large"):
        verification_start(upload=upload, size=None, uploader=stranger)


def test_a_full_disk_is_said_as_such_and_keeps_nothing(posted: Posting, held: Quarantine, stranger: Uploader) -> None:
    upload = arrived(posted(png()))
    upload.no_room = True
    with pytest.raises(NoRoom):
        verification_start(upload=upload, size=None, uploader=stranger)
    assert list(held.folder.iterdir()) == []


def test_a_disk_that_ends_in_the_middle_is_noticed() -> None:
    with Path("/dev/full").open("r+b", buffering=0) as full, pytest.raises(NoRoom):
        Arrival(full, None).write(b"x" * 10)


def test_a_large_upload_never_lies_whole_in_memory(posted: Posting, held: Quarantine, stranger: Uploader) -> None:
    size = 40_000_000
    chunks = (b"\0" * 65536 for _ in range(size // 65536))
    first = iter([png()])
    tracemalloc.start()
    try:
        verification_start(upload=(chunk for part in (first, chunks) for chunk in part), size=size, uploader=stranger)
    finally:
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert most < 8_000_000


def test_other_fields_are_few_and_small(posted: Posting, held: Quarantine) -> None:
    fields = {f"f{n}": "x" for n in range(60)}
    with pytest.raises(TooManyFieldsSent):
        _ = RequestFactory().post("/", fields).POST
    with pytest.raises(RequestDataTooBig):
        _ = RequestFactory().post("/", {"f": "x" * 300_000}).POST
    with pytest.raises(TooManyFilesSent):
        _ = RequestFactory().post("/", {f"f{n}": io.BytesIO(png()) for n in range(13)}).FILES
    assert list(wiring.quarantine().folder.iterdir()) == []
