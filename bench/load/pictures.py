"""Small pictures as a platform gets them, and what the bare library says of each: the answer that counts as right."""

from __future__ import annotations

import atexit
import hashlib
import io
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

from fixtures.build import build
from provenance.inspection import examine
from provenance.policy import Policy

NAMES: Final = ("stripped-copy.jpg",) * 7 + ("phone-photo.jpg", "ai-generated.png", "pixels-changed.jpg")
"""Seven of ten without credentials, three with: more than any platform sees today."""

READER: Final = Policy(())
"""A new installation lists nobody: signers are unknown to it, and to the bare library in the same way."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One file with its right headline."""

    content: bytes
    sha256: str
    code: str


@cache
def folder() -> Path:
    """The demo media, built once a run."""
    made = Path(tempfile.mkdtemp(prefix="firstlight-load-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    build(made)
    return made


@cache
def pictures() -> tuple[Picture, ...]:
    """The mix, in the order in which it is sent."""
    return tuple(_picture((folder() / name).read_bytes()) for name in NAMES)


def right() -> dict[str, str]:
    """The right headline by digest."""
    return {one.sha256: one.code for one in pictures()}


def _picture(content: bytes) -> Picture:
    report = examine(io.BytesIO(content), READER, datetime.now(UTC)).report
    return Picture(content, hashlib.sha256(content).hexdigest(), report.headline.code)
