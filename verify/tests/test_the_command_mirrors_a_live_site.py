"""`python -m provenance mirror` and `FILE --mirror` against a server that listens, as somebody would use them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from provenance.cli.command import main
from provenance.sentences import sentence
from verify.accounts.models import User
from verify.accounts.services import organisation_create
from verify.api.tests.media import png
from verify.cases.tests.recording import Chronicle, chronicle
from verify.feed.services import feed_publish
from verify.feed.tests.feeds import REPORTS, feed_signer

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as made, feed_signer(tmp_path / "keys"):
        yield made


def said(*words: str) -> tuple[int, str, str]:
    """The command's status, output and complaints."""
    out, err = io.StringIO(), io.StringIO()
    return main(list(words), out, err), out.getvalue(), err.getvalue()


@contextmanager
def listening() -> Iterator[str]:
    """A server that ends with this block; the one of the whole run must go on for the tests after this one."""
    server = LiveServer("localhost")
    try:
        yield server.url
    finally:
        server.stop()


def test_a_platform_mirrors_and_asks_at_home(log: Chronicle, settings: Any, tmp_path: Path) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    desk = organisation_create(name="The Example Gazette", slug="gazette", owner=User.objects.create(username="d"))
    photo, folder = tmp_path / "photo.png", str(tmp_path / "mirror")
    photo.write_bytes(png())
    record = log.record(photo.read_bytes(), desk)
    feed_publish()

    with listening() as site:
        _mirror(site, folder)
    _ask_at_home(folder, photo, record.pk)

    status, _, told = said("mirror", "fetch", "--dir", folder)
    assert (status, "does not answer" in told) == (3, True)
    assert said("mirror", "status", "--dir", folder)[0] == 0, "the old copy stays"


def _mirror(site: str, folder: str) -> None:
    status, _, told = said("mirror", "fetch", "--dir", folder, "--from", site)
    assert (status, REPORTS.vkey in told) == (2, True), "the first time it wants the key from elsewhere"
    status, told, err = said("mirror", "fetch", "--dir", folder, "--from", site, "--key", REPORTS.vkey)
    assert (status, err) == (0, "")
    assert "0 lists" in told
    assert said("mirror", "fetch", "--dir", folder)[0] == 0, "address and key are remembered"


def _ask_at_home(folder: str, photo: Path, recorded: str) -> None:
    _, told, _ = said("mirror", "lookup", "--dir", folder, "--json", str(photo), "00" * 32)
    found, nothing = map(json.loads, told.splitlines())
    assert [one["id"] for one in found["records"]] == [recorded]
    assert found["records"][0]["recorder"] == {"name": "The Example Gazette"}
    assert nothing["records"] == []
    assert nothing["mirror"]["as_of"]

    status, told, _ = said("--mirror", folder, "--json", str(photo))
    report = json.loads(told)
    assert status == 0
    codes = {one["code"] for one in report["findings"]}
    assert {"on_record.undated", "on_record.mirror_stale"} <= codes, "the clock of this log stands in the past"


def test_the_help_names_the_mirror() -> None:
    assert "{origin}" not in sentence("on_record.mirror", {"origin": "o", "as_of": "a", "age": "b"})
    status, _, err = said("mirror", "unknown")
    assert (status, "fetch,lookup,status" in err) == (2, True)
