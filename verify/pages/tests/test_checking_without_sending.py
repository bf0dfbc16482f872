"""The pages on which a browser does the work: their policies, what they set, and what they hold to."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern

from verify.pages import reader
from verify.pages.urls import urlpatterns

pytestmark = pytest.mark.django_db(databases="__all__")
SCRIPTS = Path(settings.BASE_DIR) / "verify" / "static" / "firstlight"


def policy(answer: object) -> dict[str, str]:
    told: str = answer.headers["Content-Security-Policy"]  # type: ignore[attr-defined]
    return dict(part.strip().split(" ", 1) for part in told.split(";"))


def test_the_worker_may_run_webassembly_and_ask_nobody(client: Client) -> None:
    answer = client.get("/local/reader.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert policy(answer) == {"default-src": "'none'", "script-src": "'wasm-unsafe-eval'"}


def test_the_page_itself_may_start_workers_of_this_site_and_no_more_than_any_other(client: Client) -> None:
    usual = policy(client.get("/about"))
    assert policy(client.get("/local")) == usual | {"worker-src": "'self'"}
    assert policy(client.get("/source")) == usual


def test_no_other_page_lets_webassembly_run_or_text_become_code(client: Client) -> None:
    pages = [str(one.pattern) for one in urlpatterns if isinstance(one, URLPattern) and "<" not in str(one.pattern)]
    assert {"", "local", "source", "records", "log"} <= set(pages)
    loose = [path for path in (*pages, "accounts/login/", "developers/", "nothing-here") if "unsafe" in
             client.get(f"/{path}").headers.get("Content-Security-Policy", "")]  # fmt: skip
    assert loose == ["local/reader.js"]


@pytest.mark.parametrize("path", ["/local", "/source", "/local/reader.js"])
def test_they_set_no_cookie_and_are_kept_by_no_cache(client: Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.cookies) == (200, {})
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_page_for_sources_tells_no_other_page_where_one_came_from(client: Client) -> None:
    assert client.get("/source").headers["Referrer-Policy"] == "no-referrer"


def test_what_is_asked_for_without_cookie_gets_none_back(client: Client) -> None:
    looked = client.post("/api/v1/lookup", {"sha256": "ab" * 32}, content_type="application/json")
    assert (looked.status_code, looked.cookies) == (200, {})


def test_the_page_names_the_webassembly_that_lies_there(client: Client) -> None:
    lies = gzip.decompress((reader.FOLDER / reader.WASM).read_bytes())
    assert f'data-sha256="{hashlib.sha256(lies).hexdigest()}"' in client.get("/local").content.decode()


def test_an_installation_without_the_reader_says_so_and_loses_nothing_else(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(reader, "FOLDER", tmp_path)
    reader.local_reader.cache_clear()
    try:
        page = client.get("/local").content.decode()
        assert client.get("/local/reader.js").status_code == 404
    finally:
        reader.local_reader.cache_clear()
    assert "This installation does not have the reader." in page
    assert "data-wasm" not in page
    assert "data-look-up" in page


def test_script_and_style_of_each_page_stay_small(client: Client) -> None:
    modules = sum(path.stat().st_size for path in (SCRIPTS / "local").glob("*.js"))
    linked = re.findall(r'href="/static/firstlight/([^"?]+\.css)"', client.get("/local").content.decode())
    assert len(linked) >= 2
    assert modules + sum((SCRIPTS / one).stat().st_size for one in linked) < 100_000


WAYS_OUT = re.compile(
    r"fetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|localStorage|indexedDB|document\.cookie"
)


def test_our_scripts_ask_for_nothing_but_through_the_list_of_what_was_sent() -> None:
    found = {path.name for path in (SCRIPTS / "local").glob("*.js") if WAYS_OUT.search(path.read_text("utf-8"))}
    assert found == {"sent.js"}
