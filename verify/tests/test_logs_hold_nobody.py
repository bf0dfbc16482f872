from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from django.test import Client

from verify import logs

ADDRESS, AGENT, LINK = "203.0.113.77", "Secret Browser/1.0", "https://pictures.example/source.jpg"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    stream = io.StringIO()
    description = logs.settings(level="INFO", stream=stream)
    handler = logging.StreamHandler(stream)
    shape = dict(description["formatters"]["json"])
    handler.setFormatter(shape.pop("()")(**shape))
    root = logging.getLogger()
    root.addHandler(handler)
    before = root.level
    root.setLevel(logging.INFO)
    yield stream
    root.setLevel(before)
    root.removeHandler(handler)


def fail(problem: Exception) -> None:
    raise problem


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


@pytest.mark.django_db(databases=["default", "jobs"])
def test_a_request_that_fails_leaves_status_and_time_only(client: Client, written: io.StringIO) -> None:
    client.get("/no-such-page/PRIVATE-ID?q=PRIVATE", REMOTE_ADDR="127.0.0.1", HTTP_USER_AGENT=AGENT)
    client.get("/accounts/login/", HTTP_HOST="PRIVATE.example")
    found = lines(written)
    assert found, "nothing was logged, so this proves nothing"
    assert found[0]["status"] == 404
    text = written.getvalue()
    assert all(secret not in text for secret in ("PRIVATE", AGENT, "127.0.0.1"))


def test_the_web_servers_complaint_about_a_bad_request_loses_its_address(written: io.StringIO) -> None:
    logging.getLogger("gunicorn.error").propagate = True
    logging.getLogger("gunicorn.error").warning("Invalid request from ip=%s: %s", ADDRESS, LINK)
    assert ADDRESS not in written.getvalue()
    assert lines(written)[0]["event"] == "web server"


def test_an_exception_is_named_by_class_and_place_without_its_words(written: io.StringIO) -> None:
    try:
        fail(ValueError(f"cannot fetch {LINK}"))
    except ValueError:
        structlog.get_logger("jobs").exception("job failed", job="17")
    (line,) = lines(written)
    assert line["problem"] == "builtins.ValueError"
    assert line["job"] == "17"
    assert line["frames"][0].startswith("test_an_exception")
    assert LINK not in written.getvalue()


def test_a_field_nobody_listed_is_dropped(written: io.StringIO) -> None:
    structlog.get_logger("jobs").info("started", job="17", url=LINK, ip=ADDRESS)
    assert set(lines(written)[0]) == {"event", "level", "logger", "timestamp", "job"}


def test_libraries_that_call_out_are_not_quoted(written: io.StringIO) -> None:
    logging.getLogger("urllib3.connectionpool").warning("Retrying %s", LINK)
    assert LINK not in written.getvalue()


def test_an_unknown_library_with_an_exception_keeps_its_words_out_of_the_line(written: io.StringIO) -> None:
    try:
        fail(OSError(LINK))
    except OSError as problem:
        logging.getLogger("some.library").error("failed", exc_info=problem)  # noqa: TRY400 - as libraries do it
    assert LINK not in written.getvalue()
    assert lines(written)[0]["problem"] == "builtins.OSError"
