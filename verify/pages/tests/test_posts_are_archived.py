"""A team archives a post: the bytes, their digest, the record, and what hostile pages do not get."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from warcio.archiveiterator import ArchiveIterator

from verify import wiring
from verify.accounts.models import User
from verify.archiving import collecting
from verify.archiving.making import ARCHIVE
from verify.archiving.models import Archive, ArchiveState, Shot
from verify.archiving.picturing.browser import has_browser
from verify.cases.tests.examples import png
from verify.fetch import Limits
from verify.fetch.tests.internet import GOOD, Internet, endlessly, internet, reply
from verify.pages.tests.conftest import Writing

POST = f"https://{GOOD}/post"
PAGE = (
    "<h1>The post</h1><img src='/a.png?size=2' alt='a quay'><img src='/b.png'>"
    "<script>document.body.textContent = 'the script ran'</script>"
)


@pytest.fixture
def net(stores: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Internet]:
    with internet() as running:
        running.site.serve("/post", reply(PAGE.encode(), "Set-Cookie: who=4711", content_type="text/html"))
        running.site.serve("/a.png", reply(png(40, 30), content_type="image/png"))
        running.site.serve("/b.png", reply(png(20, 20), content_type="image/png"))
        monkeypatch.setattr(wiring, "fetcher", running.fetcher)
        yield running


def archived(client: Client, url: str = POST, **more: str) -> Archive:
    answer = client.post(reverse("pages:archives"), {"url": url, **more})
    assert answer.status_code == 303, answer.content.decode()
    made = Archive.objects.get(pk=answer["Location"].rpartition("/")[2])
    ARCHIVE.run(made.pk)
    made.refresh_from_db()
    return made


def page_of(client: Client, made: Archive) -> str:
    return client.get(reverse("pages:archive", args=[made.pk])).content.decode()


def file_of(client: Client, made: Archive) -> bytes:
    answer = client.get(reverse("pages:archive_file", args=[made.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    return answer.content


def test_the_archive_holds_what_was_received_and_says_so_and_no_more(net: Internet, ida: Client) -> None:
    made = archived(ida)
    content = file_of(ida, made)
    page = page_of(ida, made)
    assert hashlib.sha256(content).hexdigest() in page
    assert "received these bytes from this address at this time. It does not show" in page
    with zipfile.ZipFile(io.BytesIO(content)) as wacz:
        manifest = json.loads(wacz.read("datapackage.json"))
        # Each part is listed with the digest that it has, and the list with its own.
        for one in manifest["resources"]:
            assert one["hash"] == "sha256:" + hashlib.sha256(wacz.read(one["path"])).hexdigest()
            assert one["bytes"] == len(wacz.read(one["path"]))
        digest = json.loads(wacz.read("datapackage-digest.json"))
        assert digest["hash"] == "sha256:" + hashlib.sha256(wacz.read("datapackage.json")).hexdigest()
        assert {one["path"] for one in manifest["resources"]} >= {"archive/data.warc.gz", "pages/pages.jsonl"}
        records = wacz.read("archive/data.warc.gz")
        index = wacz.read("indexes/index.cdx").decode().splitlines()
    bodies = {}
    for record in ArchiveIterator(io.BytesIO(records), check_digests="raise"):
        if record.rec_type == "response":
            bodies[record.rec_headers["WARC-Target-URI"]] = record.content_stream().read()
            assert "4711" not in str(record.http_headers)
    assert bodies == {
        POST: PAGE.encode(), f"https://{GOOD}/a.png?size=2": png(40, 30), f"https://{GOOD}/b.png": png(20, 20),
    }  # fmt: skip
    # A line of the index leads to the record of its address.
    key, _, line = index[0].partition(" {")
    found = json.loads("{" + line)
    part = records[int(found["offset"]) : int(found["offset"]) + int(found["length"])]
    (one,) = list(ArchiveIterator(io.BytesIO(part)))
    assert one.rec_headers["WARC-Target-URI"] == found["url"]
    assert key.startswith("net,example,good)/a.png?size=2 ")
    assert index == sorted(index)


def test_a_picture_at_a_private_address_is_never_called_and_an_endless_one_ends(
    net: Internet,
    ida: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = Limits(ports=frozenset({80, 443, net.traps.port}), rate_grace_seconds=0.2, min_bytes_per_second=1_000_000)
    monkeypatch.setattr(wiring, "fetcher", lambda: net.fetcher(slow))
    head = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"
    net.site.serve("/huge.png", endlessly(head, b"x" * 262_144))
    net.site.serve("/slow.png", endlessly(head, b"x", pause=0.05))
    inside = f"http://127.0.0.1:{net.traps.port}/admin.png", "http://169.254.169.254/a.png"
    shown = (f"https://{GOOD}/go?status=302&to={inside[0]}", *inside, "/huge.png", "/slow.png", "/b.png")
    page = "".join(f"<img src='{one}'>" for one in shown).encode()
    net.site.serve("/post", reply(page, content_type="text/html"))
    made = archived(ida)
    assert made.state == ArchiveState.MADE
    assert net.traps.hits == 0
    assert made.pictures == 1
    assert made.left_out["link.too_large"] == 1
    assert made.left_out["link.too_slow"] == 1
    said = page_of(ida, made)
    assert "not on the public internet" in said
    assert "larger than is fetched of one picture" in said


def test_the_trap_of_the_test_before_is_one(net: Internet, ida: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A guard with a hole in it would have called the private address."""
    from ipaddress import ip_address

    from verify.fetch.addresses import AddressPolicy, Public

    class Open(AddressPolicy):
        def judge(self, text: str) -> Public:
            return Public(ip_address(text))

    monkeypatch.setattr(wiring, "fetcher", lambda: net.fetcher(way=net.way(Open())))
    page = f"<img src='http://127.0.0.1:{net.traps.port}/admin.png'>".encode()
    net.site.serve("/post", reply(page, content_type="text/html"))
    monkeypatch.setattr(collecting, "items_of", lambda *_: [_Item(f"http://127.0.0.1:{net.traps.port}/admin.png")])
    archived(ida)
    assert net.traps.hits == 1


class _Item:
    kind = "image"

    def __init__(self, url: str) -> None:
        self.url = url


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/x", "http://intranet/", "file:///etc/passwd", "https://a@b.example/"]
)
def test_an_address_that_nobody_may_call_brings_nothing(net: Internet, ida: Client, url: str) -> None:
    answer = ida.post(reverse("pages:archives"), {"url": url})
    if answer.status_code == 303:
        made = Archive.objects.get()
        ARCHIVE.run(made.pk)
        made.refresh_from_db()
        assert made.state == ArchiveState.REFUSED
        assert "says nothing about the post" in page_of(ida, made)
    else:
        assert answer.status_code == 400
        assert not Archive.objects.exists()
    assert net.traps.hits == 0


def test_others_and_strangers_see_nothing_and_time_ends_it(net: Internet, ida: Client, settings: Any) -> None:
    made = archived(ida)
    other = Client()
    assert other.get(reverse("pages:archive", args=[made.pk])).status_code == 302
    other.force_login(User.objects.create_user("somebody"))
    for name in ("archive", "archive_file", "archive_shot"):
        assert other.get(reverse(f"pages:{name}", args=[made.pk])).status_code == 404
    Archive.objects.update(keep_until=wiring.now() - timedelta(seconds=1))
    assert ida.get(reverse("pages:archive", args=[made.pk])).status_code == 404
    ARCHIVE.sweep()
    assert not Archive.objects.exists()


def test_its_digest_is_recorded_only_when_asked_for(net: Internet, writing: Writing, ida: Client) -> None:
    from verify.ledger.models import Record

    made = archived(ida)
    there = reverse("pages:archive_record", args=[made.pk])
    assert ida.post(there, {"form": "open"}).status_code == 400
    assert not Record.objects.exists()
    assert ida.post(there, {"form": "open", "understood": "yes"}).status_code == 303
    assert Record.objects.get().sha256 == made.sha256


def test_a_dossier_gets_a_note_with_address_and_digest(net: Internet, ida: Client) -> None:
    made = archived(ida)
    dossier = ida.post(reverse("pages:dossiers"), {"title": "The quay"})["Location"].rpartition("/")[2]
    ida.post(reverse("pages:archive_to_dossier", args=[made.pk]), {"dossier": dossier})
    page = ida.get(reverse("pages:dossier", args=[dossier])).content.decode()
    assert made.sha256 in page
    assert reverse("pages:archive", args=[made.pk]) in page


@pytest.mark.browser
@pytest.mark.skipif(not has_browser(), reason="NOT TESTED: no browser and its walls are installed")
def test_the_screenshot_shows_what_was_received_and_runs_no_script(net: Internet, ida: Client) -> None:
    from PIL import Image

    made = archived(ida, shot="yes")
    assert made.shot == Shot.MADE
    shot = ida.get(reverse("pages:archive_shot", args=[made.pk]))
    with Image.open(io.BytesIO(shot.content)) as picture:
        # The grey pictures of the page are there; a script would have put words in their place.
        assert (128, 128, 128) in {colour for _, colour in picture.convert("RGB").getcolors(1 << 24)}
    with zipfile.ZipFile(io.BytesIO(file_of(ida, made))) as wacz:
        assert wacz.read("screenshot/page.jpg") == shot.content


def test_without_a_browser_that_is_said(net: Internet, ida: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verify.archiving.picturing.browser._browser", lambda: None)
    made = archived(ida, shot="yes")
    assert made.state == ArchiveState.MADE
    assert "No screenshot: this installation has no browser." in page_of(ida, made)


def test_no_log_names_the_address(net: Internet, ida: Client, caplog: pytest.LogCaptureFixture, data_dir: Path) -> None:
    archived(ida)
    assert GOOD not in caplog.text
