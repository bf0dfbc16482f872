"""The bench of a case: frames and prints while the file is held, claims for who sent it, and searches that wait."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from provenance.inspection import inspect
from provenance.policy import Policy
from provenance.report_json import stored
from provenance.sandbox import Sandbox
from verify import wiring
from verify.accounts.models import Organisation, User
from verify.cases.bench import BENCH
from verify.cases.models import Verification
from verify.cases.quarantine import Part

PLACE = "52.51628"


def plain(text: str) -> str:
    """A page without the marks that hold foreign text apart."""
    return text.replace("\u2068", "").replace("\u2069", "")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Policy(), require_walls=False) as running:
        yield running


@dataclass(frozen=True)
class Bench:
    """A file of the desk that is held, and somebody of the desk."""

    client: Client
    file: Verification

    @property
    def address(self) -> str:
        return reverse("pages:bench", args=[self.file.pk])

    def page(self, query: str = "", client: Client | None = None) -> str:
        answer = (client or self.client).get(self.address + query)
        assert answer.status_code == 200
        return plain(answer.content.decode())


def photograph() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Canon"
    exif.get_ifd(0x8769)[0x9003] = "2026:11:01 10:00:00"
    exif.get_ifd(0x8769)[0xA431] = "SERIAL-4711"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 30.0, 58.6), 3: "E", 4: (13.0, 22.0, 40.0)})
    taken = io.BytesIO()
    Image.new("RGB", (600, 400), "teal").save(taken, "JPEG", exif=exif)
    return taken.getvalue()


@pytest.fixture
def bench(desk: Organisation, ida: Client, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return _held(desk, ida, sandbox, monkeypatch, photograph())


def _held(desk: Organisation, ida: Client, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, content: bytes) -> Bench:
    monkeypatch.setattr(wiring, "examiner", lambda: sandbox)
    held, at = wiring.quarantine().new_name(), wiring.now()
    wiring.quarantine().put(held, Part.MEDIA, content)
    file = Verification.objects.create(
        state="done", report=stored(inspect(io.BytesIO(content), Policy(), at)), held=held, finished=at,
        owner=User.objects.get(username="ida"), organisation=desk, uploader_key="k" * 64,
        expires_at=at.replace(year=2099),
    )  # fmt: skip
    return Bench(ida, file)


def test_a_file_is_laid_out_on_request_with_progress_without_script(bench: Bench) -> None:
    assert "Lay the file out" in bench.page()
    assert bench.client.post(bench.address).status_code == 303
    waiting = bench.page()
    assert "being laid out" in waiting
    assert 'http-equiv="refresh"' in waiting
    BENCH.run(bench.file.pk)
    page = bench.page()
    assert "Look closely" in page
    assert 'http-equiv="refresh"' not in page
    printed = bench.client.get(reverse("pages:bench_print", args=[bench.file.pk, 1]) + "?download=1")
    assert Image.open(io.BytesIO(printed.content)).size == (600, 400)
    assert printed["Content-Disposition"].startswith("attachment")
    assert b"4711" not in printed.content
    close = bench.client.get(reverse("pages:bench_close", args=[bench.file.pk, 1])).content.decode()
    assert "proves nothing by itself" in close
    assert bench.client.get(reverse("pages:bench_close", args=[bench.file.pk, 2])).status_code == 404


def test_places_and_numbers_of_devices_are_hidden_until_asked_for(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    BENCH.run(bench.file.pk)
    page = bench.page()
    assert "Canon" in page
    assert "3 entries are hidden" in page
    assert PLACE not in page
    assert "4711" not in page
    shown = bench.page("?show=private")
    assert PLACE in shown
    assert "SERIAL-4711" in shown
    assert PLACE not in caplog.text
    assert "4711" not in caplog.text


def test_whoever_has_only_the_address_reads_no_claim(bench: Bench) -> None:
    Verification.objects.update(owner=None, organisation=None)
    BENCH.run(bench.file.pk)
    page = bench.page("?show=private", Client())
    assert "Look closely" in page
    assert "shown to who sent it" in page
    assert not [one for one in ("Canon", PLACE, "4711", "2026:11:01") if one in page]


def test_a_file_that_is_gone_is_said_to_be(bench: Bench) -> None:
    BENCH.run(bench.file.pk)
    wiring.quarantine().remove(bench.file.held)
    Verification.objects.update(held="")
    page = bench.page()
    assert "kept no longer; drop the file again" in page
    assert bench.client.get(reverse("pages:bench_print", args=[bench.file.pk, 1])).status_code == 404


def test_what_does_not_fit_is_told_beside_its_question(
    desk: Organisation, ida: Client, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = io.BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2098:01:01 10:00:00"
    Image.new("RGB", (60, 40), "teal").save(late, "JPEG", exif=exif)
    bench = _held(desk, ida, sandbox, monkeypatch, late.getvalue())
    page = bench.page()
    assert "They do not fit." in page
    assert "capture date lies in the future" in page


@pytest.mark.parametrize("engine", ["tineye", "google", "yandex", "bing", "baidu"])
def test_nothing_is_sent_before_it_was_said_what_and_to_whom(bench: Bench, engine: str) -> None:
    there = reverse("pages:bench_search", args=[bench.file.pk])
    address = "https://pictures.example.org/a.jpg?x=1&y=2"
    assert "tineye.com/search" not in bench.page()
    answer = bench.client.post(there, {"engine": engine, "address": address})
    page = answer.content.decode()
    assert "Nothing has been sent" in page
    assert "https%3A%2F%2Fpictures.example.org%2Fa.jpg%3Fx%3D1%26y%3D2" in page
    assert 'rel="noreferrer' in page
    assert "preconnect" not in page
    assert "dns-prefetch" not in page
    assert answer["Referrer-Policy"] in {"no-referrer", "same-origin", "strict-origin-when-cross-origin"}


@pytest.mark.parametrize(
    ("engine", "address"),
    [
        ("google", "http://127.0.0.1/a.jpg"),
        ("google", "https://[::1]/a.jpg"),
        ("google", "http://192.168.1.4/a.jpg"),
        ("google", "http://intranet/a.jpg"),
        ("google", "javascript:alert(1)"),
        ("elsewhere", "https://pictures.example.org/a.jpg"),
    ],
)
def test_an_address_that_no_stranger_can_call_leads_nowhere(bench: Bench, engine: str, address: str) -> None:
    answer = bench.client.post(
        reverse("pages:bench_search", args=[bench.file.pk]), {"engine": engine, "address": address}
    )
    assert answer.status_code == 400
    assert "lens.google.com/uploadbyurl" not in answer.content.decode()
