"""What is finished is sent once: its reader keeps it and asks with its ETag; what is not is kept by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from verify.accounts.models import User
from verify.accounts.services import organisation_create
from verify.api.tests.checking import check_all, working
from verify.api.tests.media import png, post
from verify.cases.tests.recording import Chronicle, chronicle
from verify.feed.services import feed_publish
from verify.feed.tests.feeds import feed_signer


@pytest.fixture(scope="module")
def _worker(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), working():
        yield


@pytest.fixture
def log(stores: None, tmp_path: Path) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as made, feed_signer(tmp_path / "keys"):
        yield made


def again(address: str, etag: str, **more: str) -> Any:
    return Client().get(address, headers={"If-None-Match": etag, **more})


@pytest.mark.usefixtures("_worker")
def test_a_finished_report_is_kept_by_its_reader(log: Chronicle) -> None:
    started = post(Client(), png())
    check_all()
    first = Client().get(started["Location"])
    assert first["Cache-Control"] == "private, no-cache"
    second = again(started["Location"], first["ETag"])
    assert (second.status_code, second.content, second["ETag"]) == (304, b"", first["ETag"])


@pytest.mark.usefixtures("_worker")
def test_what_came_on_record_since_is_told_again(log: Chronicle) -> None:
    desk = organisation_create(name="The Example Gazette", slug="gazette", owner=User.objects.create(username="d"))
    started = post(Client(), png())
    check_all()
    first = Client().get(started["Location"])
    log.record(png(), desk)
    second = again(started["Location"], first["ETag"])
    assert second.status_code == 200
    assert second["ETag"] != first["ETag"]


def test_what_is_not_finished_is_kept_by_nobody(log: Chronicle) -> None:
    found = Client().get(post(Client(), png())["Location"])
    assert found.json()["state"] == "queued"
    assert found["Cache-Control"] == "no-store"
    assert "ETag" not in found


def test_a_record_is_asked_about_again_for_little(log: Chronicle) -> None:
    record = log.record(b"a picture", None, user=User.objects.create(username="d").pk)
    address = f"/api/v1/records/{record.pk}"
    first = Client().get(address)
    assert again(address, first["ETag"]).status_code == 304
    log.publish()
    assert again(address, first["ETag"]).status_code == 200, "a checkpoint covers it now"


def test_closed_pages_are_for_ever_and_the_rest_is_asked_again(log: Chronicle, monkeypatch: pytest.MonkeyPatch) -> None:
    from verify.feed import services

    monkeypatch.setattr(services, "PAGE_ENTRIES", 2)
    log.record(b"a picture", None, user=User.objects.create(username="d").pk)
    log.publish()
    feed_publish()
    newest = Client().get("/api/v1/feed").json()["links"]["last"]
    kept = {path: Client().get(path)["Cache-Control"] for path in ("/api/v1/feed", "/api/v1/feed/pages/0", newest)}
    assert kept["/api/v1/feed/pages/0"] == "public, max-age=31536000, immutable"
    assert kept["/api/v1/feed"] == kept[newest] == "public, no-cache"
    for path in (*kept, "/api/v1/feed/pages/0/words"):
        assert again(path, Client().get(path)["ETag"]).status_code == 304
        assert again(path, '"another"').status_code == 200


def test_there_is_no_feed_before_it_was_signed(client: Client, log: Chronicle) -> None:
    for path in ("", "/pages/0", "/pages/0/words", f"/lists/{'ab' * 32}", "/pages/99999999999999999999", "/lists/x"):
        answer = client.get(f"/api/v1/feed{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), path
