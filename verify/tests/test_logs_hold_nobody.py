from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog
from django.test import Client
from django.test.utils import CaptureQueriesContext

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


@pytest.mark.django_db(databases=["default", "jobs", "keys"])
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


def test_what_a_database_complains_about_is_named_without_its_rows(written: io.StringIO) -> None:
    complaint = f"(sqlite3.OperationalError) disk is full\n[SQL: INSERT INTO batch]\n[parameters: ('{LINK}')]"
    logging.getLogger("chronology.log.sequencer").warning("a commit failed: %s", complaint)
    assert lines(written)[0]["event"] == "a commit failed: (sqlite3.OperationalError) disk is full"
    assert LINK not in written.getvalue()


PLANTED = {
    "address": ADDRESS,
    "IPv6": "2001:db8::17:5",
    "link": LINK,
    "mail": "anna.source@paper.example",
    "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "wallet": "0x52908400098527886E0F7030069857D2E4169EE7",
    "file": "IMG_0099_protest.JPG",
    "path": "/pictures/anna/protest",
    "degrees": "52.520008",
    "key": "flk_0123456789_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ",
    "token": "dQw4w9WgXcQ7hTtY0kLm9A",
}
"""One of each shape that is personal, as a careless call might pass it."""


@pytest.fixture
def everything(written: io.StringIO, caplog: pytest.LogCaptureFixture) -> io.StringIO:
    """The log with every level on, as an operator who hunts a fault sets it."""
    for name in ("", "django", "django.db.backends", "sqlalchemy.engine.Engine"):
        caplog.set_level(logging.DEBUG, logger=name or None)
    return written


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_nothing_of_a_person_comes_through_any_door(planted: str, everything: io.StringIO) -> None:
    for say in DOORS.values():
        say(planted)
    assert len(lines(everything)) == len(DOORS), "a door wrote nothing, so this proves nothing"
    assert planted not in everything.getvalue()


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_each_planted_thing_would_be_seen_without_the_walls(planted: str) -> None:
    bare = io.StringIO()
    handler = logging.StreamHandler(bare)
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        DOORS["a library's argument"](planted)
    finally:
        root.removeHandler(handler)
    assert planted in bare.getvalue()


@pytest.mark.django_db(databases=["default", "jobs"])
def test_statements_are_told_by_their_time_alone(everything: io.StringIO) -> None:
    from django.db import connection

    with CaptureQueriesContext(connection), connection.cursor() as cursor:
        cursor.execute("SELECT %s", [LINK])
    (line,) = [one for one in lines(everything) if one["logger"] == "django.db.backends"]
    assert line["event"] == "database statement"
    assert isinstance(line["seconds"], float)
    assert LINK not in everything.getvalue()


def test_a_line_that_cannot_be_made_is_named_and_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    stream = io.StringIO()
    handler = logs.Lines(stream)
    record = logging.LogRecord("some.library", logging.ERROR, __file__, 1, "%d pictures", (LINK,), None)
    handler.handle(record)
    assert json.loads(stream.getvalue())["event"] == "a log line could not be made"
    assert LINK not in stream.getvalue() + capsys.readouterr().err


def test_a_process_and_a_thread_that_end_by_a_fault_quote_nothing() -> None:
    script = (
        "import threading, verify.logs as l; l.close_side_doors()\n"
        "def fail(): raise ValueError('PLANTED')\n"
        "one = threading.Thread(target=fail); one.start(); one.join()\n"
        "class Last:\n    def __del__(self): fail()\n"
        "Last(); fail()\n"
    )
    ended = subprocess.run([sys.executable, "-c", script, "worker"], capture_output=True, text=True, check=False)
    told = [json.loads(line) for line in ended.stderr.splitlines()]
    assert [one["problem"] for one in told] == ["builtins.ValueError"] * 3
    assert told[2]["frames"][-1] == "fail:2"
    assert ended.returncode == 1
    assert "PLANTED" not in ended.stderr


def test_what_python_itself_prints_would_quote_it() -> None:
    ended = subprocess.run([sys.executable, "-c", "raise ValueError('PLANTED')"], capture_output=True, check=False)
    assert b"PLANTED" in ended.stderr


def test_our_own_words_and_numbers_stay_readable(written: io.StringIO) -> None:
    logging.getLogger("verify.blacklist").warning("nothing was written down", extra={"code": "epoch.old", "url": LINK})
    structlog.get_logger("jobs").warning("job lost its worker", job="0b9c9f4e-51a1-4b52-9d0b-6a3f7d4f1a2b", attempt=2)
    first, second = lines(written)
    assert first["code"] == "epoch.old"
    assert "url" not in first
    assert (second["job"], second["attempt"]) == ("0b9c9f4e-51a1-4b52-9d0b-6a3f7d4f1a2b", 2)


def _say_exception(planted: str) -> None:
    try:
        fail(ValueError(planted))
    except ValueError:
        structlog.get_logger("jobs").exception("job failed")


DOORS: dict[str, Callable[[str], None]] = {
    "a field that is kept": lambda it: structlog.get_logger("cases").warning("said", code=f"x {it} y"),
    "a list in a field": lambda it: structlog.get_logger("cases").warning("said", outcomes=[it, it]),
    "a field nobody listed": lambda it: structlog.get_logger("cases").warning("said", link=it),
    "the sentence itself": lambda it: structlog.get_logger("cases").warning(f"cannot open {it}"),
    "a value in our sentence": lambda it: structlog.get_logger("cases").warning("cannot open %s", it),
    "an exception": _say_exception,
    "a library's argument": lambda it: logging.getLogger("any.library").warning("cannot open %s", it),
    "a library's sentence": lambda it: logging.getLogger("any.library").debug(f"cannot open {it}"),
    "a library's extra": lambda it: logging.getLogger("any.library").error("failed", extra={"code": it, "state": it}),
    "our library's argument": lambda it: logging.getLogger("chronology.log").error("the sequencer stops: %s", it),
    "a failed request": lambda it: logging.getLogger("django.request").error("Not Found: %s", it),
    "a refused host": lambda it: logging.getLogger("django.security.DisallowedHost").error("Invalid host %s", it),
    "a statement": lambda it: logging.getLogger("django.db.backends").debug("(0.1) SELECT '%s'", it),
    "SQLAlchemy's statement": lambda it: logging.getLogger("sqlalchemy.engine.Engine").info("[cached] ('%s',)", it),
    "an object store": lambda it: logging.getLogger("botocore.endpoint").debug("PUT %s", it),
    "a warning": lambda it: logging.getLogger("py.warnings").warning("deprecated in %s", it),
    "the web server": lambda it: logging.getLogger("gunicorn.errors").warning("Ignoring %s", it),
}
"""Every way a line is written here, each with the planted thing in it."""
