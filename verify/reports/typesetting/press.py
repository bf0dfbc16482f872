"""The parent's side: one process for one document, its time and its answer measured."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import verify
from verify.reports.errors import CannotPrint, TooLarge
from verify.reports.typesetting.limits import NO_WALLS, PDF_BYTES, SECONDS, TOO_LARGE

CHILD: Final = "verify.reports.typesetting.child"
LONG: Final = "This report is too long for a document: take it as JSON."
FAULT: Final = "The document could not be set: our fault, and it says nothing about the file. Try again later."
WALLS: Final = (
    "Documents are set behind walls that this system lacks: the operator can see which with manage.py doctor."
)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What is set: HTML and CSS of ours, pieces by name, and 16 bytes in hexadecimal that name the document."""

    html: str
    css: str
    identifier: str
    pieces: Mapping[str, bytes] = field(default_factory=dict)


def pdf_of(manuscript: Manuscript, *, without_walls: bool = False) -> bytes:
    """Return the PDF, the same bytes for the same manuscript; raises TooLarge and CannotPrint."""
    with TemporaryDirectory(prefix="press-") as folder:
        try:
            done = subprocess.run(  # noqa: S603 - our own module, nothing of anybody's in the command
                [sys.executable, "-m", CHILD],
                input=_sent(manuscript, without_walls=without_walls),
                capture_output=True,
                env=_environment(folder),
                cwd=folder,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            raise TooLarge(LONG) from late
    return _answer(done)


def _sent(manuscript: Manuscript, *, without_walls: bool) -> bytes:
    told = {
        "html": manuscript.html,
        "css": manuscript.css,
        "identifier": manuscript.identifier,
        "pieces": {name: base64.b64encode(content).decode() for name, content in manuscript.pieces.items()},
        "without_walls": without_walls,
    }
    return json.dumps(told).encode()


def _environment(folder: str) -> dict[str, str]:
    """Nothing of our own environment: it holds keys and addresses of stores."""
    packages = [path for path in sys.path if Path(path).name in {"site-packages", "dist-packages"}]
    return {
        "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
        "PYTHONPATH": os.pathsep.join([str(Path(verify.__file__).resolve().parents[1]), *packages]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
        "TMPDIR": folder,
        "HOME": folder,
        "XDG_CACHE_HOME": folder,
        "SOURCE_DATE_EPOCH": "0",  # fonts that are cut down would bear the hour of the cut
    }


def _answer(done: subprocess.CompletedProcess[bytes]) -> bytes:
    if done.returncode == TOO_LARGE:
        raise TooLarge(LONG)
    if done.returncode == NO_WALLS:
        raise CannotPrint(WALLS)
    if done.returncode or not done.stdout.startswith(b"%PDF") or len(done.stdout) > PDF_BYTES:
        raise CannotPrint(FAULT)
    return done.stdout
