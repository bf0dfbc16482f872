"""The interface keeps to its schema whatever is sent, and never answers with a fault of ours."""

from __future__ import annotations

import io
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections
from rest_framework.settings import api_settings

from verify import wiring
from verify.accounts.models import User
from verify.accounts.services import organisation_create
from verify.api.tests.checking import working
from verify.api.tests.contract.calls import Application, Findings, call_everything
from verify.api.tests.test_verifying import checking_beside
from verify.apikeys.scopes import ALL
from verify.apikeys.services import key_make
from verify.cases.tests.recording import Chronicle, chronicle
from verify.feed.services import feed_publish
from verify.feed.tests.feeds import feed_signer
from verify.fetch import Fetcher, LinkUnavailable, default_fetcher

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

SHOWN = 8


class Nowhere:
    """A name service that knows no name, and a network that leads nowhere: fuzzed links must not leave this machine."""

    def resolve(self, name: str, seconds: float) -> tuple[str, ...]:
        raise LinkUnavailable("link.name_unknown")

    def connect(self, address: str, port: int, seconds: float) -> Any:
        raise OSError("nothing is out there")


def nowhere_fetcher() -> Fetcher:
    """The real fetcher on a network that is not there."""
    fetcher = default_fetcher("a test")
    fetcher._way = replace(fetcher._way, resolver=Nowhere(), connector=Nowhere())
    return fetcher


@pytest.fixture
def application(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Iterator[Application]:
    """The site with a log, and a worker beside it."""
    monkeypatch.setattr(wiring, "fetcher", nowhere_fetcher)
    monkeypatch.setattr(api_settings, "DEFAULT_THROTTLE_RATES", {"check": None, "read": None})
    settings.QUEUE_LIMIT = 100_000
    with chronicle(tmp_path / "log") as log, working(), checking_beside(), entering_beside(log):
        with feed_signer(tmp_path / "keys"):
            feed_publish()
        yield get_wsgi_application()


@contextmanager
def entering_beside(log: Chronicle) -> Iterator[None]:
    """Bring what is recorded onto the log, and sign it now and then, until the block ends."""
    ended = threading.Event()

    def enter() -> None:
        while not ended.wait(0.1):
            if log.enter():
                log.publish()
        connections.close_all()

    beside = threading.Thread(target=enter)
    beside.start()
    try:
        yield
    finally:
        ended.set()
        beside.join()


@pytest.fixture
def token(application: Application) -> str:
    """A key for everything, of a member of a desk."""
    user = User.objects.create(username="desk")
    organisation_create(name="A desk", slug="desk", owner=user)
    return key_make(user=user, name="a program", scopes=ALL, days=300, at=wiring.now()).token.text


# Each part with the answers that it must have had; apart, so that each has a time of its own.
PARTS = {
    "verifications|c2pa": {200, 202, 400, 404, 405, 415},  # 202 or 201: a busy machine finishes few checks in time
    "batches": {403, 405},
    "feed": {200, 404, 405},
    "records|lookup|intake|schema": {200, 400, 403, 404, 405, 415},
    "statements|authors|labels|badge": {200, 400, 403, 404, 405, 415},
    "consents|objections|campaigns": {200, 400, 404, 405, 415},
    "webhooks": {403, 405},
}


@pytest.mark.timeout(300, func_only=True)
@pytest.mark.parametrize("part", PARTS)
def test_no_call_breaks_the_schema_or_the_site(
    application: Application, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = call_everything(application, examples=10, only=part)

    say(capsys, f"contract of {part}: {found.figures()}")
    assert not found.broken, _shown(found)
    assert PARTS[part] <= {202 if status == 201 else status for status in found.statuses}


def test_every_path_is_in_one_part(document: dict[str, Any]) -> None:
    for path in document["paths"]:
        assert sum(bool(re.search(part, path)) for part in PARTS) == 1, path


@pytest.mark.timeout(120, func_only=True)
def test_no_call_about_a_batch_does(application: Application, token: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = call_everything(application, examples=5, only="batches", token=token)

    say(capsys, f"contract of batches: {found.figures()}")
    assert not found.broken, _shown(found)
    assert {200, 202, 400, 404, 405} <= set(found.statuses)


@pytest.mark.timeout(120, func_only=True)
def test_no_call_of_somebody_with_a_key_does(
    application: Application, token: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = call_everything(application, examples=10, only="records|lookup", token=token)

    say(capsys, f"contract of records: {found.figures()}")
    assert not found.broken, _shown(found)
    # 202 comes about twice in four hundred calls, and so at times not at all.
    assert {200, 201, 400, 404, 405, 409} <= set(found.statuses)


@pytest.mark.torture
@pytest.mark.timeout(7200)
def test_no_call_of_very_many_does(application: Application, capsys: pytest.CaptureFixture[str]) -> None:
    examples = int(os.environ.get("FIRSTLIGHT_EXAMPLES", "2000"))

    found = call_everything(application, examples=examples)

    say(capsys, f"contract at length: {found.figures()}")
    assert not found.broken, _shown(found)


FAULTS = {
    "an unknown state": (b'"state":"', b'"state":"asleep-'),
    "a field that lost its name": (b'"problem":null', b'"trouble":null'),
    "a problem without its code": (b'"code":', b'"kode":'),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_answer_that_breaks_the_schema_is_noticed(application: Application, fault: str) -> None:
    found = call_everything(_spoilt(application, *FAULTS[fault]), examples=1, until_first=True)

    assert any("schema" in line for line in found.broken), found.figures()


def test_a_fault_of_the_site_is_noticed(application: Application) -> None:
    def failing(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        if environ["REQUEST_METHOD"] == "DELETE":
            start_response("500 Internal Server Error", [("Content-Type", "text/html")])
            return io.BytesIO(b"<h1>Server Error (500)</h1>")
        return application(environ, start_response)

    found = call_everything(failing, examples=1, until_first=True)

    assert any("not_a_server_error" in line for line in found.broken), found.figures()


def _spoilt(app: Application, old: bytes, new: bytes) -> Application:
    def spoilt(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        if environ["PATH_INFO"].endswith("/schema"):
            return app(environ, start_response)
        held: list[Any] = []
        with closing(app(environ, lambda status, headers, *_: held.extend((status, headers)))) as answer:
            body = b"".join(answer).replace(old, new)
        start_response(held[0], [(k, v) for k, v in held[1] if k.lower() != "content-length"])
        return io.BytesIO(body)

    return spoilt


def _shown(found: Findings) -> str:
    return "\n\n".join(found.broken[:SHOWN])


def say(capsys: pytest.CaptureFixture[str], line: str) -> None:
    """Print figures even where everything holds."""
    with capsys.disabled():
        sys.stdout.write(f"\n{line}\n")
