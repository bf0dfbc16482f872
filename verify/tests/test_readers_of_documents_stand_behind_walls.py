"""Who reads a stranger's archive, page or feed, started as the site starts it, opens no file, no socket, no process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any, Final

import pytest

from provenance.sandbox.calls_wall import written_filter
from provenance.sandbox.files_wall import landlock_version
from verify.batches.archives import ROOT, UNPACKER
from verify.cases.page_pictures import READER as PAGE_READER
from verify.cases.page_pictures import items_of
from verify.intake.feeds import READER as FEED_READER

READERS: Final = (UNPACKER, PAGE_READER, FEED_READER)

ATTEMPTS: Final = """
import importlib, os, socket, sys
def attempt(name, what):
    try:
        what()
    except PermissionError:
        print(name)
def fork():
    os.fork() or os._exit(0)
"""
BEHIND: Final = "importlib.import_module(sys.argv[1]).behind_walls()\n"
TRIED: Final = """
attempt("open", lambda: open("/etc/passwd"))
attempt("socket", socket.socketpair)
attempt("fork", fork)
"""
NO_CALLS_WALL: Final = "from provenance.sandbox import reader_walls; reader_walls.close_calls = lambda: True\n"
NO_FILES_WALL: Final = "from provenance.sandbox import reader_walls; reader_walls.close_files = lambda: 0\n"
NO_WALL: Final = NO_CALLS_WALL + NO_FILES_WALL

HAS_WALLS: Final = bool(landlock_version() and written_filter(()))
walled = pytest.mark.skipif(
    not HAS_WALLS and os.environ.get("CI") != "true", reason="NOT TESTED: THIS SYSTEM HAS NO WALLS"
)


def refused(reader: str, planted: str = "") -> set[str]:
    """What a reader is not allowed once its walls stand."""
    code = ATTEMPTS + planted + BEHIND + TRIED
    done = subprocess.run(
        [sys.executable, "-c", code, reader], capture_output=True, check=True, cwd=ROOT, env={}, timeout=60
    )
    return set(done.stdout.decode().split())


def read(reader: str, document: bytes) -> dict[str, Any]:
    """What a reader of one document says of it."""
    done = subprocess.run(
        [sys.executable, "-m", reader], input=document, capture_output=True, check=True, cwd=ROOT, env={}, timeout=60
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@walled
@pytest.mark.parametrize("reader", READERS)
def test_neither_files_nor_sockets_nor_processes(reader: str) -> None:
    assert refused(reader) == {"open", "socket", "fork"}


@walled
def test_missing_walls_would_be_noticed() -> None:
    assert refused(UNPACKER, NO_CALLS_WALL) == {"open"}
    assert refused(UNPACKER, NO_WALL) == set()


@pytest.mark.parametrize(
    ("spelling", "words"),
    [("shift_jis", "港の写真"), ("gb18030", "港口照片"), ("euc-kr", "항구 사진"), ("windows-1251", "Порт"),
     ("iso-8859-7", "λιμάνι"), ("utf-16", "Hafen"), ("big5", "港口照片")],
)  # fmt: skip
def test_pages_in_any_spelling_are_read_behind_them(spelling: str, words: str) -> None:
    page = f'<html><head><meta charset="{spelling}"></head><body><img src="/a.jpg" alt="{words}"></body></html>'
    (found,) = items_of(page.encode(spelling), "https://paper.example/")
    assert (found.url, found.words) == ("https://paper.example/a.jpg", words)


@pytest.mark.parametrize("spelling", ["utf-8", "iso-8859-1", "shift_jis", "koi8-r"])
def test_feeds_in_any_spelling_are_read_behind_them(spelling: str) -> None:
    feed = (
        f'<?xml version="1.0" encoding="{spelling}"?><rss version="2.0"><channel><title>t</title><item>'
        '<link>https://paper.example/1</link><enclosure url="https://paper.example/a.jpg" type="image/jpeg"/>'
        "</item></channel></rss>"
    )
    found = read(FEED_READER, feed.encode(spelling))
    assert found == {
        "kind": "feed", "entries": [{"page": "https://paper.example/1", "media": ["https://paper.example/a.jpg"]}]
    }  # fmt: skip
