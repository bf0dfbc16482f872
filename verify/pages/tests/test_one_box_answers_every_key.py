"""The one box over HTTP: each key gets its answer, a guess can be changed, and nothing asked stands in an address."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from chronology.records import Kind
from verify.accounts.models import Organisation, User
from verify.authors.models import Key
from verify.authors.services import principal_ensure
from verify.cases.links import link_name
from verify.cases.models import Verification
from verify.ledger.models import Record
from verify.ledger.services import record_open, record_sealed
from verify.ledger.values import Viewer
from verify.pages.tests.conftest import Writing
from verify.pages.views import look

pytestmark = pytest.mark.usefixtures("stores", "data_dir")
DIGEST = "9f2c41aa07de5b13" * 4
ADDRESS = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
LINK = "https://news.example/harbour/fire.jpg"


def ask(client: Client, asked: str, **more: str) -> Any:
    return client.post("/look", {"asked": asked, **more})


@pytest.fixture
def recorded(writing: Writing, desk: Any) -> Record:
    record = record_open(sha256=bytes.fromhex(DIGEST), owner=Viewer(desk.pk, 1), kind=Kind.REGISTERED)
    writing.batch()
    return record


def test_a_digest_names_its_open_records(client: Client, recorded: Record) -> None:
    page = ask(client, DIGEST).content.decode()
    assert "One open record here holds exactly these bytes." in page
    assert "Read as a SHA-256" in page
    assert f"/r/{recorded.pk}" in page


def test_a_digest_that_nobody_recorded_is_no_sign_of_anything(client: Client, recorded: Record) -> None:
    page = ask(client, "00" * 32).content.decode()
    assert "No open record here holds exactly these bytes." in page
    assert "says nothing against this one" in page


def test_a_sealed_record_answers_like_nothing(client: Client, writing: Writing, desk: Any) -> None:
    record_sealed(sha256=bytes.fromhex(DIGEST), owner=Viewer(desk.pk, 1), members=(), once="a" * 22)
    writing.batch()
    sealed, nothing = ask(client, DIGEST).content.decode(), ask(client, "00" * 32).content.decode()
    assert _plain(sealed, DIGEST) == _plain(nothing, "00" * 32)


def test_the_name_of_a_sealed_record_answers_strangers_like_no_name(
    client: Client, writing: Writing, desk: Any
) -> None:
    sealed = record_sealed(sha256=bytes.fromhex(DIGEST), owner=Viewer(desk.pk, 1), members=(), once="a" * 22)
    found, nothing = ask(client, sealed.pk), ask(client, "A" * 22)
    assert (found.status_code, nothing.status_code) == (404, 404)
    assert _plain(found.content.decode(), sealed.pk) == _plain(nothing.content.decode(), "A" * 22)


def test_a_log_that_is_away_is_unavailable_and_no_verdict(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "records_seen", lambda sha256, reader: None)
    page = ask(client, DIGEST)
    assert page.status_code == 200
    assert "cannot be asked now" in page.content.decode()


def test_a_transaction_that_anchors_nothing_here_is_told_so(client: Client, recorded: Record) -> None:
    page = ask(client, "0x" + "ab" * 32).content.decode()
    assert "anchors no checkpoint of this log" in page


def test_an_author_whom_nobody_knows_is_no_bad_sign(client: Client) -> None:
    page = ask(client, "0x" + "ab" * 20).content.decode()
    assert "Nobody is known here by that." in page
    assert "it is no sign." in page


@pytest.mark.parametrize("asked", ["{address}", "{number}", "https://testserver/a/{number}"])
def test_an_author_is_led_to_by_wallet_and_number(client: Client, desk: Organisation, asked: str) -> None:
    principal = principal_ensure(user=User.objects.get(username="ida"), name="Ida")
    Key.objects.create(principal=principal, address=ADDRESS.lower(), chain_id=1, added=principal.created)
    asked = asked.format(address=ADDRESS, number=principal.pk)
    answer = client.post("/look", {"asked": asked, "kind": "author"})
    assert answer.headers["Location"] == f"/a/{principal.pk}"


def test_numbers_and_names_of_records_lead_to_their_pages(client: Client, recorded: Record) -> None:
    assert ask(client, "#1").headers["Location"] == "/log/entry/1"
    assert ask(client, recorded.pk).headers["Location"] == f"/r/{recorded.pk}"
    assert ask(client, f"https://testserver/r/{recorded.pk}").headers["Location"] == f"/r/{recorded.pk}"


def test_a_name_that_nobody_has_is_told_in_words(client: Client, recorded: Record) -> None:
    answer = ask(client, "A" * 22)
    assert answer.status_code == 404
    assert "There is no such record here for you." in answer.content.decode()


def test_a_link_that_was_recorded_is_found_without_fetching(client: Client, recorded: Record) -> None:
    link_name(recorded, LINK)
    page = ask(client, f"{LINK}?utm_source=feed").content.decode()
    assert "One open record names this link." in page
    assert "The link was not fetched" in page
    assert "their word, not ours" in page
    assert not Verification.objects.exists()


def test_it_is_fetched_when_somebody_asks_for_that(client: Client, recorded: Record) -> None:
    link_name(recorded, LINK)
    answer = ask(client, LINK, kind="link", fetch="yes")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/check/")
    assert Verification.objects.count() == 1


def test_any_other_link_is_checked_at_once(client: Client) -> None:
    answer = ask(client, "news.example/other.jpg")
    assert answer.headers["Location"].startswith("/check/")


def test_a_guess_can_be_changed(client: Client, recorded: Record) -> None:
    page = ask(client, DIGEST, kind="tx").content.decode()
    assert "Read as a transaction" in page
    assert 'value="sha256"' in page


@pytest.mark.parametrize(
    ("asked", "kind", "words"),
    [
        ("harbour fire", "", "none of the things"),
        ("harbour fire", "sha256", "cannot be read as a SHA-256"),
        ("", "", "none of the things"),
        ("<script>alert(1)</script>", "author", "cannot be read as an author"),
    ],
)
def test_what_cannot_be_read_says_what_to_do_and_stays_inert(client: Client, asked: str, kind: str, words: str) -> None:
    answer = ask(client, asked, kind=kind)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("link", ["file:///etc/passwd", "ftp://example.org/a", "http://user@example.org/"])
def test_a_link_that_nobody_may_call_is_told_at_once(client: Client, link: str) -> None:
    assert ask(client, link, kind="link").status_code == 400
    assert not Verification.objects.exists()


def test_a_link_to_the_box_leads_to_the_box(client: Client) -> None:
    assert client.get("/look?asked=secret").headers["Location"] == "/"


def test_a_form_from_elsewhere_looks_nothing_up() -> None:
    assert Client(enforce_csrf_checks=True).post("/look", {"asked": DIGEST}).status_code == 403


def test_nothing_that_was_looked_up_is_kept(client: Client, recorded: Record, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    for asked in ("0x" + "cd" * 32, "cd" * 32, "0x" + "cd" * 20):
        ask(client, asked)
    stored = [path for path in Path(settings.DATA_DIR).rglob("*") if path.is_file()]
    assert not any(b"cdcdcdcdcdcd" in path.read_bytes() for path in stored)
    assert "cdcdcdcd" not in caplog.text


def _plain(page: str, asked: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page.replace(asked, ""))
