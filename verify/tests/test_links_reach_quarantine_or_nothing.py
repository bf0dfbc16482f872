"""From a pasted link to a held file: the link dies with the fetch; a failed fetch leaves a code, nothing else."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from verify import wiring
from verify.api.tests.media import png
from verify.cases.errors import LinkNotAllowed
from verify.cases.examining import examine_verification
from verify.cases.fetching import fetch_into_quarantine
from verify.cases.models import Verification, VerificationState
from verify.cases.quarantine import Part
from verify.cases.sentences import refusal_sentence
from verify.cases.services import verification_start_from_link
from verify.cases.uploader import Uploader
from verify.fetch.tests.internet import GOOD, Handler, Internet, internet, redirect, reply
from verify.jobs.models import Job

pytestmark = pytest.mark.django_db(databases="__all__")
MARK = "mark-of-a-source"
LINK = f"https://{GOOD}/{MARK}.png?{MARK}"


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> Iterator[Internet]:
    with internet() as made:
        monkeypatch.setattr(wiring, "fetcher", made.fetcher)
        yield made


def test_a_file_behind_a_link_is_held_as_if_it_had_been_uploaded(net: Internet) -> None:
    picture = png(note=b"fetched")
    net.site.serve(f"/{MARK}.png", reply(picture, content_type="image/png"))
    verification = _started(LINK)
    assert _everything_on_disk_holds(MARK), "the link waits in the quarantine folder until the worker comes"
    fetch_into_quarantine(verification)
    with wiring.quarantine().open(verification.held, Part.MEDIA) as held:  # type: ignore[union-attr]
        assert held.read() == picture
    assert not _everything_on_disk_holds(MARK)
    assert MARK not in str(Verification.objects.filter(pk=verification.pk).values())


@pytest.mark.parametrize(
    ("handler", "code", "words"),
    [
        (reply(b"<html>", content_type="text/html"), "link.page", "a page, not to a file"),
        (reply(b"", status="404 Not Found"), "link.not_found", "nothing at this address"),
        (redirect(302, f"https://127.0.0.1/{MARK}"), "link.not_public", "not on the public internet"),
        (redirect(302, f"http://{GOOD}/{MARK}"), "link.downgrade", "without encryption"),
        (lambda c, _: c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000001\r\n\r\n"), "link.too_large", "100 MB"),
        (reply(b"GIF", content_type="image/gif"), "refused.unknown_type", ""),
    ],
    ids=["page", "nothing there", "inside", "downgrade", "too large", "no picture"],
)
def test_a_failed_fetch_leaves_a_code_and_nothing_else(
    net: Internet, caplog: pytest.LogCaptureFixture, handler: Handler, code: str, words: str
) -> None:
    caplog.set_level(logging.DEBUG)
    net.site.serve(f"/{MARK}.png", handler)
    verification = _started(LINK)
    examine_verification(verification.pk)
    verification.refresh_from_db()
    assert (verification.state, verification.refusal_code) == (VerificationState.REFUSED, code)
    assert words in refusal_sentence(verification)
    assert list((Path(settings.DATA_DIR) / "quarantine").iterdir()) == []
    assert MARK not in str(Verification.objects.filter(pk=verification.pk).values())
    assert MARK not in caplog.text
    assert net.traps.hits == 0


@pytest.mark.parametrize(
    "link", ["http://2130706433/", "http://me@example.net/", "ftp://example.net/", "http://[::1%25lo]/"]
)
def test_an_odd_link_is_refused_before_anything_is_stored(net: Internet, link: str) -> None:
    with pytest.raises(LinkNotAllowed):
        verification_start_from_link(url=link, uploader=Uploader.fresh())
    assert not Verification.objects.exists()
    assert not Job.objects.exists()
    assert list((Path(settings.DATA_DIR) / "quarantine").iterdir()) == []


def _started(link: str) -> Verification:
    return verification_start_from_link(url=link, uploader=Uploader.fresh())


def _everything_on_disk_holds(mark: str) -> bool:
    files = [path for path in Path(settings.DATA_DIR).rglob("*") if path.is_file()]
    return any(mark.encode() in path.read_bytes() for path in files)
