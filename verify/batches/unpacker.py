"""Reads one zip and nothing else; run as a process of its own behind the walls of the sandbox.

Its input is one line of JSON: `{"archive": fd}` lists, `{"archive": fd, "files": [[position, fd], …]}` unpacks. It
answers one line of JSON: for a list `{"entries": [[position, bytes, code], …]}`, for files `{"codes": [code, …]}`,
where an empty code says that nothing is wrong, or `{"refused": code}` for the whole archive. Names never leave it.
"""

from __future__ import annotations

# The spelling of old names is looked up when one is met, and then no file can be opened any more.
import encodings.cp437  # noqa: F401
import json
import os
import shutil
import sys
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, Final

from provenance.sandbox.reader_walls import stand_behind_walls
from verify.batches.limits import (
    ENTRY_BYTES,
    MOST_ITEMS,
    MOST_RATIO,
    RATIO_FROM,
    TOTAL_BYTES,
    UNPACK_MEMORY,
    UNPACK_SECONDS,
)  # fmt: skip

CHUNK: Final = 256 * 1024
PACKINGS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What every tool writes; the others take much more memory to read than they save."""
ENCRYPTED: Final = 0x1
LITTER: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What systems put beside the files; nobody meant it to be checked."""
UNREADABLE: Final = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, zlib.error)

Answer = dict[str, Any]


def answer_to(asked: Answer) -> Answer:
    """Answer one question; whatever is wrong with an archive becomes a code."""
    try:
        with open(asked["archive"], "rb") as source, zipfile.ZipFile(source) as archive:  # noqa: PTH123
            files = asked.get("files")
            return _listed(archive, _size(source)) if files is None else {"codes": _unpacked(archive, files)}
    except (*UNREADABLE, MemoryError):
        return {"refused": "batch.unreadable"}


def _size(source: BinaryIO) -> int:
    # Asking the descriptor is a call that takes a path, which nobody may make here.
    return source.seek(0, os.SEEK_END)


def _listed(archive: zipfile.ZipFile, size: int) -> Answer:
    entries = [(place, one) for place, one in enumerate(archive.infolist(), 1) if not _is_litter(one)]
    if not entries:
        return {"refused": "batch.empty"}
    if len(entries) > MOST_ITEMS:
        return {"refused": "batch.too_many_files"}
    # Entries that share their bytes are how a small archive unpacks to a huge one.
    if sum(one.compress_size for _, one in entries) > size:
        return {"refused": "batch.unreadable"}
    if sum(one.file_size for _, one in entries) > TOTAL_BYTES:
        return {"refused": "batch.too_much"}
    return {"entries": [[place, one.file_size, _code(one)] for place, one in entries]}


def _is_litter(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename
    return entry.is_dir() or name.startswith(LITTER[0]) or name.rpartition("/")[2] in LITTER


def _code(entry: zipfile.ZipInfo) -> str:
    """What forbids to unpack an entry, from what the archive says of it."""
    if entry.flag_bits & ENCRYPTED:
        return "batch.encrypted"
    if entry.compress_type not in PACKINGS:
        return "batch.packing"
    if entry.file_size > ENTRY_BYTES:
        return "refused.too_large"
    if entry.file_size > RATIO_FROM and entry.file_size > MOST_RATIO * entry.compress_size:
        return "batch.ratio"
    return "" if entry.file_size else "refused.empty"


def _unpacked(archive: zipfile.ZipFile, files: list[list[int]]) -> list[str]:
    entries = archive.infolist()
    return [_out(archive, entries[place - 1], into) for place, into in files]


def _out(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, into: int) -> str:
    """Write one entry out; never more than it announced, which was looked at before, and whole or not at all."""
    if code := _code(entry):
        return code
    try:
        with archive.open(entry) as packed, open(into, "wb", closefd=False) as out:
            shutil.copyfileobj(packed, out, CHUNK)
            return "" if out.tell() == entry.file_size else "batch.damaged"
    except UNREADABLE as problem:
        if isinstance(problem, OSError) and problem.errno:
            return "failed.no_room"
        return "batch.damaged"


def behind_walls() -> None:
    """Give everything up but memory, time and the descriptors that are open; what a system lacks is left out."""
    stand_behind_walls(cpu_seconds=int(UNPACK_SECONDS), memory_bytes=UNPACK_MEMORY)


def main(walls: Callable[[], None] = behind_walls) -> None:
    """Read, answer, end."""
    asked = json.loads(sys.stdin.buffer.readline())
    walls()
    told = json.dumps(answer_to(asked)).encode()
    sys.stdout.buffer.write(told)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
