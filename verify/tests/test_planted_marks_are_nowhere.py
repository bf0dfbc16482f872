"""Media with planted places, serial numbers, owners, thumbnails and names through the whole site: none of it stays.

Upload, check, case, record and report to the camera list; then every database and its backup, the log, every file, the
temporary folder, pages and metrics are searched, once the hour is over for which files are held. What the file claims,
told once to whoever uploaded, is left out.
"""

from __future__ import annotations

import io
import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from fixtures.cameras import MAKER
from provenance.attestation.demo_camera.making import status_list
from provenance.attestation.roots import About
from provenance.attestation.types import Platform, RootTier
from verify import logs, wiring
from verify.accounts.models import Organisation
from verify.api.tests.checking import check_all, working
from verify.api.tests.media import NOT_WAITING, VERIFICATIONS, upload
from verify.api.tests.test_recording import member
from verify.blacklist.models import SealedIdRow
from verify.blacklist.services import list_found
from verify.cases.models import Verification
from verify.cases.sweeping import sweep
from verify.cases.tests.listing_cameras import Listing, listing
from verify.cases.tests.recording import Chronicle, chronicle
from verify.demo.blacklist import prepare
from verify.demo.blacklist_desk import demo_government
from verify.registry.maker_services import roots_import, status_list_import
from verify.reporting.models import HandedIn, HandedInState, What
from verify.reporting.services import Report, report_upload
from verify.reporting.working import read_handed_in
from verify.tests.planted_media import PREFIX, Planted, found_in, maker_of_planted, planted, thumbnail

FEW = 24
MANY = 1_000
REPORTED_EACH = 8
MEDIA_EACH = 50
"""One account may not record more in an hour; a thousand media are brought by twenty."""
METRICS = "a token of whoever watches the figures"
REPORT = Report(What.DEVICE, "ai_content_signed", "A", f"{PREFIX}-report: look at the shadows.")

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.sandbox]


@dataclass
class Site:
    """The site of this test, and what it wrote and answered."""

    folder: Path
    log: Chronicle
    written: io.StringIO
    desk: Client = field(default_factory=Client)
    answers: list[bytes] = field(default_factory=list)
    headlines: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def _worker(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), working():
        yield


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    description = logs.settings(level="DEBUG", stream=stream)
    shape = dict(description["formatters"]["json"])
    handler = logging.StreamHandler(stream)
    handler.setFormatter(shape.pop("()")(**shape))
    # The planting itself happens in this process, where no site would open a picture.
    logging.getLogger("PIL").setLevel(logging.WARNING)
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.setLevel(before)
    root.removeHandler(handler)
    logging.getLogger("PIL").setLevel(logging.NOTSET)


@pytest.fixture
def camera_list(monkeypatch: pytest.MonkeyPatch, settings: Any, data_dir: Path) -> Listing:
    settings.LIST_DIR = data_dir / "blacklist"
    settings.METRICS_TOKEN = METRICS
    settings.QUARANTINE_MINUTES = 0  # as if the hour were over
    return listing(monkeypatch, settings, data_dir)


@pytest.fixture
def site(
    _worker: None, camera_list: Listing, monkeypatch: pytest.MonkeyPatch, data_dir: Path, written: io.StringIO
) -> Iterator[Site]:
    monkeypatch.setattr(tempfile, "tempdir", str(data_dir / "temporary"))
    (data_dir / "temporary").mkdir()
    about = About(MAKER, Platform.ANY, RootTier.MAKER, origin="test")
    made = maker_of_planted()
    roots_import(content=made.root.pem, about=about)
    for platform in (Platform.SECURE_ELEMENT, Platform.C2PA):
        status_list_import(content=status_list(made, 1), platform=platform, origin="test", at=wiring.now())
    with chronicle(data_dir / "log") as log:
        list_found(members=prepare(), rules=demo_government())
        yield Site(data_dir, log, written)


def pass_through(site: Site, media: Sequence[Planted]) -> None:
    """Every medium through every door; what anybody is answered is kept, but for what the uploader is told once."""
    for place, one in enumerate(media):
        if place % MEDIA_EACH == 0:
            site.desk = member(f"desk-{place}")
        report = checked(site, one)
        site.headlines.append(report["headline"]["code"])
        recorded(site, report, sealed=bool(place % 2))
        if place % REPORTED_EACH == 1:
            reported(one)
    site.log.enter()
    bearer = {"Authorization": f"Bearer {METRICS}"}
    asked = [Client().get(one, headers=bearer) for one in ("/metrics", "/healthz", "/", "/list")]
    assert [one.status_code for one in asked] == [200, 200, 200, 200]
    site.answers += [one.content for one in asked]
    sweep()


def checked(site: Site, one: Planted) -> dict[str, Any]:
    sent = {"file": upload(one.content, one.name)}
    beside = {"capture": upload(one.capture, f"{one.name}.capture")} if one.capture else {}
    started = site.desk.post(VERIFICATIONS, sent | beside, headers=NOT_WAITING)
    assert started.status_code == 202, started.content
    check_all()
    address = started["Location"]
    once = site.desk.get(address)  # what the file claims may stand in this one
    assert once.json()["report"] is not None, once.content
    number = address.rpartition("/")[2]
    told = [site.desk.get(address), *(site.desk.get(f"/c/{number}{end}") for end in ("", "/report.json"))]
    strangers = [Client().get(f"/c/{number}{end}") for end in ("", "/report.json")]
    site.answers += [b"".join(found) if found.streaming else found.content for found in (*told, *strangers)]
    return dict(once.json()["report"])


def recorded(site: Site, report: dict[str, Any], *, sealed: bool) -> None:
    wanted = {"form": "sealed" if sealed else "open", "sha256": report["media"]["sha256"]}
    headers = {"Prefer": "respond-async"}
    made = site.desk.post("/api/v1/records", wanted, content_type="application/json", headers=headers)
    assert made.status_code in (200, 201, 202), made.content
    site.answers += [made.content, Client().get(made["Location"]).content]


def reported(one: Planted) -> None:
    capture = io.BytesIO(one.capture) if one.capture else None
    row = report_upload(REPORT, upload=io.BytesIO(one.content), size=None, credentials=None, capture=capture)
    read_handed_in(row.pk)
    assert HandedIn.objects.get(pk=row.pk).state != HandedInState.WAITING


def everything(site: Site) -> Iterator[tuple[str, bytes]]:
    """Where somebody could look: rows, backups, the log, every file with its name, every answer."""
    yield "the log", site.written.getvalue().encode()
    yield from (("an answer", one) for one in site.answers)
    for name in connections:
        connection = connections[name]
        if connection.vendor != "sqlite":
            pytest.skip("the dump is taken of SQLite files")
        connection.ensure_connection()
        yield f"rows of {name}", "\n".join(connection.connection.iterdump()).encode()
        yield f"a backup of {name}", connection.connection.serialize()
    for file in (one for one in site.folder.rglob("*") if one.is_file()):
        inside = str(file.relative_to(site.folder))
        yield f"a file in {inside.partition('/')[0]}", inside.encode() + file.read_bytes()


def leaks(site: Site, media: Sequence[Planted]) -> set[str]:
    return {f"{where}: {what}" for where, kept in everything(site) for what in found_in(kept, media)}


def test_marks_of_a_few_media_are_nowhere(site: Site) -> None:
    media = [planted(number) for number in range(FEW)]
    pass_through(site, media)
    assert Verification.objects.count() == FEW
    assert {"captured", "signer_unknown", "no_credentials"} <= set(site.headlines)
    assert SealedIdRow.objects.count() >= FEW // REPORTED_EACH
    assert leaks(site, media) == set()


@pytest.mark.torture
@pytest.mark.timeout(7200)
def test_marks_of_a_thousand_media_are_nowhere(site: Site) -> None:
    media = [planted(number) for number in range(MANY)]
    pass_through(site, media)
    assert Verification.objects.count() == MANY
    assert leaks(site, media) == set()


def test_the_media_hold_what_is_searched_for() -> None:
    media = [planted(number) for number in range(4)]
    for one in media:
        assert len(one.marks) >= 2
        assert all(mark.encode() in one.content or mark in one.name or one.capture for mark in one.marks)
        assert "in clear" in found_in(one.content, media)
    assert "thumbnail" in found_in(media[0].content, media)


LEAKS: dict[str, Callable[[Site, Planted], object]] = {
    "a row": lambda _, one: Organisation.objects.update(name=one.marks[0]),
    "a line of the log": lambda site, one: site.written.write(one.marks[1].upper()),
    "a file's name": lambda site, one: (site.folder / one.name).write_bytes(b""),
    "a file, re-coded": lambda site, one: (site.folder / "x").write_text(one.marks[0].encode().hex()),
    "a digest": lambda site, one: site.answers.append(
        __import__("hashlib").sha256(one.marks[2].encode()).hexdigest().encode()
    ),
    "a thumbnail": lambda site, _: (site.folder / "y").write_bytes(thumbnail()),
    "a place": lambda site, _: site.answers.append(b"12.3456"),
}


def test_every_planted_leak_is_found(site: Site) -> None:
    media = [planted(0)]
    pass_through(site, media)
    known = leaks(site, media)
    assert known == set()
    for name, leak in LEAKS.items():
        leak(site, media[0])
        found = leaks(site, media)
        assert found > known, name
        known = found
