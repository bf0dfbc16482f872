"""Looks for what a refused file left behind: its bytes or its digest in any file, or a row in the site's store."""

from __future__ import annotations

import mmap
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from verify.tests.badmedia.samples import Sample

# Long enough not to occur by chance, short enough to be found in a file that was cut.
NEEDLE_BYTES = 48


def traces(folders: Iterable[Path], refused: Iterable[Sample], kept: Iterable[Sample]) -> list[str]:
    """One line for each trace of a refused file; `kept` are the files whose bytes may be there."""
    known = [sample.content for sample in kept]
    marks = {sample.name: list(_marks(sample, known)) for sample in refused}
    return [
        f"{name}: left {what} in {path.name}"
        for folder in folders
        for path, held in _files(folder)
        for name, wanted in marks.items()
        for what, needle in wanted
        if held.find(needle) >= 0
    ]


def rows(site: Path) -> dict[str, str]:
    """State by id of all verifications in the store."""
    with sqlite3.connect(f"file:{site}?mode=ro", uri=True) as store:
        return dict(store.execute("SELECT id, state FROM cases_verification"))


def _marks(sample: Sample, known: list[bytes]) -> Iterator[tuple[str, bytes]]:
    if not sample.content:
        return
    yield "its digest", sample.sha256
    yield "its digest in hex", sample.sha256.hex().encode()
    needle = _own_part(sample.content, known)
    if needle:
        yield "its bytes", needle


def _own_part(content: bytes, known: list[bytes]) -> bytes | None:
    """A part of the file that no kept file has too: bad files are mostly good ones with a few bytes changed."""
    middle = len(content) // 2
    for start in (0, middle, len(content) - NEEDLE_BYTES, middle // 2, middle + middle // 2):
        part = content[max(0, start) : max(0, start) + NEEDLE_BYTES]
        if len(set(part)) > 8 and not any(part in other for other in known):
            return part
    return None


def _files(folder: Path) -> Iterator[tuple[Path, mmap.mmap]]:
    for path in sorted(folder.rglob("*")):
        try:
            if path.is_file() and path.stat().st_size:
                with path.open("rb") as source, mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as held:
                    yield path, held
        except OSError:  # it was removed while we looked: that is what ought to happen
            continue
