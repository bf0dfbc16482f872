"""The file of a segment: a page that says what is in it, then arrays, each with its checksum.

The page is written last, after everything else is on disk, and the file gets its name after that; so what has a name is
whole. All numbers are little-endian. Page: 8 bytes of magic, the length of the head and its CRC-32 (4 bytes each), the
head as JSON.
"""

from __future__ import annotations

import mmap
import os
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from verify.index.errors import FingerprintIndexError
from verify.index.segments.layout import (
    CODE_BITS,
    CODE_BYTES,
    ID_BYTES,
    LINE_BUCKETS,
    POSTING_BYTES,
    STRIDE,
    Layout,
)

MAGIC: Final = b"FLSEGM02"
PAGE: Final = 4096
"""Arrays begin at whole pages; the head fits in one."""
_FRAME: Final = struct.Struct("<8sII")
# The longest part of an array that is checked or written at once.
_PIECE: Final = 1 << 24
_TYPES: Final = {
    "codes": (np.dtype("<u8"), 4),
    "ids": (np.dtype("<u8"), 0),
    "postings": (np.dtype("<u4"), 0),
    "bases": (np.dtype("<u4"), 0),
    "counts": (np.dtype("u1"), LINE_BUCKETS),
    "spilled": (np.dtype("<u4"), LINE_BUCKETS + 1),
}


class BrokenSegment(FingerprintIndexError):
    """The file is no segment, or not a whole one: build it again."""


class Section(msgspec.Struct, frozen=True):
    """Where an array lies in the file, and the CRC-32 of its bytes."""

    offset: int
    length: int
    checksum: int


class Head(msgspec.Struct, frozen=True):
    """What a segment holds: codes, the radius it was laid out for, the widths of its chunks, its arrays."""

    count: int
    radius: int
    widths: tuple[int, ...]
    sections: dict[str, Section]


class Writing:
    """A segment under way; gets its name on leaving, unless something was raised."""

    def __init__(self, path: Path, *, count: int, radius: int, widths: tuple[int, ...]) -> None:
        if sys.byteorder != "little":
            raise BrokenSegment("Segments are written and read on little-endian machines only.")
        self._path, self._part = path, path.with_name(path.name + ".part")
        self._head = Head(count, radius, widths, {})
        self._file: IO[bytes] = self._part.open("wb")
        self._file.seek(PAGE)

    def __enter__(self) -> Self:
        return self

    def section(self, name: str, arrays: Iterable[NDArray[np.generic]]) -> None:
        """Write arrays one behind the other as one."""
        self._file.seek(-self._file.tell() % PAGE, os.SEEK_CUR)
        offset, checksum = self._file.tell(), 0
        for array in arrays:
            for piece in _pieces(np.ascontiguousarray(array)):
                self._file.write(piece)
                checksum = crc32(piece, checksum)
        self._head.sections[name] = Section(offset, self._file.tell() - offset, checksum)

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _tb: TracebackType | None
    ) -> None:
        with self._file:
            if kind is None:
                self._finish()
        if kind is not None:
            self._part.unlink(missing_ok=True)

    def _finish(self) -> None:
        self._file.truncate(self._file.tell())
        _sync(self._file)
        head = msgspec.json.encode(self._head)
        self._file.seek(0)
        self._file.write(_FRAME.pack(MAGIC, len(head), crc32(head)) + head)
        _sync(self._file)
        self._part.replace(self._path)
        sync_folder(self._path.parent)


def mapped(path: Path) -> mmap.mmap:
    """The file as memory, in pages as large as the kernel gives; raises BrokenSegment, or OSError where it is away."""
    with path.open("rb") as file:
        if not os.fstat(file.fileno()).st_size:
            raise BrokenSegment("The file is empty.")
        memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    with suppress(OSError):
        memory.madvise(mmap.MADV_HUGEPAGE)
    return memory


def read_head(memory: mmap.mmap) -> Head:
    """What the file says of itself, as far as its size allows; raises BrokenSegment."""
    try:
        magic, length, checksum = _FRAME.unpack_from(memory)
        head = memory[_FRAME.size : _FRAME.size + min(length, PAGE)]
        if magic != MAGIC or crc32(head) != checksum:
            raise BrokenSegment("The file is no whole segment.")
        read = msgspec.json.decode(head, type=Head)
    except (struct.error, msgspec.DecodeError) as error:
        raise BrokenSegment("The file is no whole segment.") from error
    if not _fits(read, len(memory)):
        raise BrokenSegment("The file is not as long as what it holds.")
    return read


def _fits(head: Head, size: int) -> bool:
    """Whether every array lies within the file and is as long as the others ask: loops over them check no bounds."""
    layout = Layout(head.widths)
    due = {
        "codes": head.count * CODE_BYTES,
        "ids": head.count * ID_BYTES,
        "postings": (head.count * len(head.widths) + STRIDE) * POSTING_BYTES,
        "bases": layout.lines * 4,
        "counts": layout.lines * LINE_BUCKETS,
    }
    return (
        set(head.sections) == set(_TYPES)
        and sum(head.widths) in {0, CODE_BITS}
        and all(head.sections[name].length == length for name, length in due.items())
        and all(not one.offset % PAGE and one.offset + one.length <= size for one in head.sections.values())
    )


def array_of(memory: mmap.mmap, head: Head, name: str) -> NDArray[Any]:
    """One array, read from the file as it is needed."""
    kind, columns = _TYPES[name]
    section = head.sections[name]
    array = np.frombuffer(memory, kind, section.length // kind.itemsize, section.offset)
    return array.reshape(-1, columns) if columns else array


def check(memory: mmap.mmap, head: Head) -> None:
    """Read all arrays; raises BrokenSegment where one is not what was written."""
    with memoryview(memory) as whole:
        for name, section in head.sections.items():
            checksum, end = 0, section.offset + section.length
            for start in range(section.offset, end, _PIECE):
                checksum = crc32(whole[start : min(start + _PIECE, end)], checksum)
            if checksum != section.checksum:
                raise BrokenSegment(f"The segment's {name} changed since they were written.")


def sync_folder(folder: Path) -> None:
    """Make a new name in the folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _pieces(array: NDArray[np.generic]) -> Iterable[memoryview]:
    whole = memoryview(array.reshape(-1)).cast("B") if array.size else memoryview(b"")
    for start in range(0, len(whole), _PIECE):
        yield whole[start : start + _PIECE]


def _sync(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())
