"""The pages over HTTP: what a reader gets who comes late, comes wrongly, or comes too often."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from verify import installation, wiring
from verify.callers import counts
from verify.cases.models import Verification
from verify.cases.tests.examples import png
from verify.pages import pace

pytestmark = [pytest.mark.usefixtures("stores", "data_dir")]
TEMPLATES = Path(__file__).resolve().parents[3] / "templates"
# It is copied into the pages of others, with the look it needs there.
FOR_ARTICLES = TEMPLATES / "reports" / "block.html"


@pytest.mark.parametrize(
    "path", ["/", "/about", "/privacy", "/formats", "/lists", "/log", "/bundle", "/accounts/login/"]
)
def test_every_page_answers_and_says_that_it_is_a_demo(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert b"proves nothing to outsiders" in answer.content


@pytest.mark.parametrize("path", ["/", "/about", "/nothing-here"])
def test_missing_walls_are_told_on_every_page(client: Client, path: str, monkeypatch: Any) -> None:
    thin = replace(installation.this_installation(), walls_sentence="Only thin walls stand here.")
    monkeypatch.setattr(installation, "this_installation", lambda: thin)
    assert b"Only thin walls stand here." in client.get(path).content


def test_what_never_was_and_what_expired_look_alike(client: Client) -> None:
    expired = Verification.objects.create(expires_at=wiring.now(), uploader_key="x")
    once = client.get(f"/c/{expired.pk}")
    never = client.get("/c/AAAAAAAAAAAAAAAAAAAAAA")
    assert once.status_code == never.status_code == 404
    assert once.content == never.content


def test_a_form_from_elsewhere_is_refused_in_the_look_of_the_other_pages() -> None:
    answer = Client(enforce_csrf_checks=True).post("/check", {"link": "https://example.org/a.jpg"})
    assert answer.status_code == 403
    assert b"firstlight/look" in answer.content


def test_a_form_without_anything_says_what_to_do(client: Client) -> None:
    answer = client.post("/check")
    assert answer.status_code == 400
    assert b"refused.empty" in answer.content


def test_a_demo_medium_is_only_found_by_a_name_on_the_list(client: Client) -> None:
    answer = client.post("/check", {"demo": "../keys/secret.key"})
    assert answer.status_code == 400


@pytest.mark.parametrize("link", ["file:///etc/passwd", "ftp://example.org/a", "http://user@example.org/", "x" * 9])
def test_a_link_that_is_none_is_told_at_once(client: Client, link: str) -> None:
    answer = client.post("/check", {"link": link})
    assert answer.status_code == 400
    assert Verification.objects.count() == 0


def test_a_waiting_check_shows_its_phases_and_loads_itself_again_without_script(client: Client) -> None:
    waiting = Verification.objects.create(expires_at=wiring.now().replace(year=2999), uploader_key="x")
    page = client.get(f"/check/{waiting.pk}")
    assert b'http-equiv="refresh"' in page.content
    fragment = client.get(f"/check/{waiting.pk}", headers={"HX-Request": "true"})
    assert b"<html" not in fragment.content
    assert b'aria-live="polite"' in fragment.content
    assert client.get(f"/c/{waiting.pk}").status_code == 303


def test_a_waiting_page_whose_check_was_discarded_loads_itself_again(client: Client) -> None:
    answer = client.get("/check/AAAAAAAAAAAAAAAAAAAAAA", headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"


def test_our_own_failure_is_not_told_as_a_verdict(client: Client) -> None:
    failed = Verification.objects.create(
        state="failed", refusal_code="failed.internal", expires_at=wiring.now().replace(year=2999), uploader_key="x"
    )
    page = client.get(f"/c/{failed.pk}").content.decode()
    assert "Our fault, not the file’s" in page
    assert "lines" not in re.findall(r'class="body (\w+)"', page)


def test_only_who_sent_it_discards(client: Client) -> None:
    waiting = Verification.objects.create(expires_at=wiring.now().replace(year=2999), uploader_key="x")
    assert client.post(f"/c/{waiting.pk}/discard").status_code == 404
    assert Verification.objects.filter(pk=waiting.pk).exists()


def test_too_many_checks_a_minute_are_told_in_words(client: Client, settings: Any, monkeypatch: Any) -> None:
    counts.clear()
    settings.DEMO = False
    monkeypatch.setattr(pace, "CHECKS_A_MINUTE", 2)
    statuses = [client.post("/check").status_code for _time in range(3)]
    assert statuses == [400, 400, 429]


def test_no_template_carries_inline_style_or_script() -> None:
    inline = re.compile(r"<style|\sstyle=|<[^>]*\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:")
    pages = [path for path in TEMPLATES.rglob("*.html") if path != FOR_ARTICLES]
    assert [path.name for path in pages if inline.search(path.read_text())] == []
    assert inline.search('<p style="x">')


def test_detached_credentials_that_are_none_are_refused_and_nothing_is_kept(client: Client) -> None:
    files = {"file": SimpleUploadedFile("a", png()), "manifest": SimpleUploadedFile("b", b"no credentials at all")}
    answer = client.post("/check", files)
    assert answer.status_code == 422
    assert "not a .c2pa file" in answer.content.decode()
    assert not Verification.objects.exists()
