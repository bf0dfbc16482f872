"""The typesetter serves what came with the document and nothing else, whatever a document says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from provenance.sandbox.calls_wall import seccomp_library
from provenance.sandbox.files_wall import landlock_version
from verify.reports.errors import TooLarge
from verify.reports.layout import html_of
from verify.reports.tests.documents import bare
from verify.reports.tests.paper import words_of
from verify.reports.typesetting.limits import HTML_BYTES, MOST_PAGES
from verify.reports.typesetting.press import Manuscript, pdf_of

NAME = "00" * 16
PLANTED = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40"><text x="5" y="20">PLANTED</text></svg>'
ROOT = Path(__file__).resolve().parents[3]
PROBE = """
import socket, sys
from pathlib import Path
from verify.reports.typesetting.walls import close
print(close(Path(sys.argv[1])))
for name, act in (("read", lambda: open(sys.argv[2]).read()), ("call", socket.socket),
                  ("write", lambda: open(sys.argv[2], "a")), ("own", lambda: open(sys.argv[1] + "/x", "w")),
                  ("run", lambda: __import__("subprocess").run(["/bin/true"]))):
    try:
        act()
        print(name, "did")
    except OSError as problem:
        print(name, "refused")
"""
walls = pytest.mark.skipif(not (landlock_version() and seccomp_library()), reason="this system has no walls")


def page(body: str) -> str:
    return f'<!doctype html><html lang="en"><head><title>t</title></head><body><h1>h</h1>{body}</body></html>'


def set_with(body: str, **pieces: bytes) -> bytes:
    return pdf_of(Manuscript(page(body), "@page { size: A5 }", NAME, pieces), without_walls=True)


def test_only_pieces_that_came_along_are_drawn(tmp_path: Path) -> None:
    file = tmp_path / "planted.svg"
    file.write_text(PLANTED)
    sources = (f"file://{file}", str(file), f"data:image/svg+xml,{PLANTED}".replace('"', "'"), "../planted.svg")
    images = "".join(f'<img alt="" src="{one}">' for one in sources)
    styled = f'<p style="background: url(file://{file})">x</p><style>p {{ background: url({file}) }}</style>'
    linked = f'<link rel="attachment" href="file://{file}"><object data="file://{file}"></object>'

    words = words_of(set_with(images + styled + linked))

    assert "PLANTED" not in words
    assert b"planted" not in set_with(linked)


def test_the_same_picture_is_seen_where_it_came_along() -> None:
    assert "PLANTED" in words_of(set_with('<img alt="p" src="report:own">', own=PLANTED.encode()))


def test_a_title_of_somebody_is_text_and_nothing_else() -> None:
    hostile = (
        '</h1><img src="file:///etc/passwd"><style>@import url(http://127.0.0.1/x)</style><script>alert(1)</script>'
    )
    html = html_of(bare(hostile))

    assert hostile not in html
    assert "&lt;img src=&quot;file:///etc/passwd&quot;&gt;" in html
    assert html.count("<img ") == 1
    assert "<script" not in html
    assert "<style" not in html


@walls
def test_the_walls_stand_before_anything_is_read(tmp_path: Path) -> None:
    own, secret = tmp_path / "own", tmp_path / "secret"
    own.mkdir()
    secret.write_text("x")
    command = [sys.executable, "-c", PROBE, str(own), str(secret)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()

    assert told == ["(True, True)", "read refused", "call refused", "write refused", "own did", "run refused"]


def test_too_much_is_said_to_be_too_much() -> None:
    with pytest.raises(TooLarge):
        set_with('<p style="break-before: page">x</p>' * MOST_PAGES)
    with pytest.raises(TooLarge):
        set_with("x" * (HTML_BYTES + 1))
