"""Files for the tests of gate, marks, preview and claims: drawn here, or from the corpus where it lies."""

from __future__ import annotations

import io
import json
import struct
import zlib
from pathlib import Path

from PIL import Image

from fixtures.corpus import need_corpus
from provenance.gate import Admission, Refusal, admit

ROOT = Path(__file__).resolve().parents[3]
# Classes whose files nothing can read, and one drawing that shares their fate.
UNREADABLE = {"unreadable_or_malformed"}


def signed_files() -> dict[Path, str]:
    """Give the files of the C2PA corpus with their classes."""
    folder = need_corpus() / "c2pa"
    listed = json.loads((folder / "corpus.json").read_text())["files"]
    return {folder / one["file"]: one["class"] for one in listed}


def bad_media() -> dict[Path, str]:
    """Give the bad files with what is expected of each."""
    folder = need_corpus() / "badmedia"
    listed = json.loads((folder / "expected.json").read_text())
    return {folder / name: one["expect"] for name, one in listed.items()}


def ordinary_files() -> list[Path]:
    """Give the photographs, the film and the recording."""
    folder = need_corpus()
    return [
        path for part in ("photos", "video", "audio") for path in (folder / part).iterdir() if path.suffix != ".json"
    ]


def admitted(data: bytes) -> Admission:
    """Pass bytes through the gate; fail where it refuses."""
    found = admit(io.BytesIO(data), len(data))
    assert isinstance(found, Admission), found
    return found


def refusal(data: bytes) -> str:
    """Give the code with which the gate refuses the bytes; fail where it admits them."""
    found = admit(io.BytesIO(data), len(data))
    assert isinstance(found, Refusal), found
    return found.code


def drawn(kind: str, size: tuple[int, int] = (64, 48), mode: str = "RGB", **options: object) -> bytes:
    """Draw a gradient and save it as `kind`."""
    picture = Image.linear_gradient("L").resize(size).convert(mode)
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def png_chunk(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *chunks: bytes, data: bytes = b"x") -> bytes:
    """Build a PNG of any stated size; its picture data is no picture."""
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + png_chunk(b"IDAT", data) + png_chunk(b"IEND")


def box(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data) + 8) + kind + data


def mp4(*extra: bytes) -> bytes:
    """Build the boxes of a film with one track of 64 x 48, without any frame."""
    head = bytes(76) + struct.pack(">II", 64 << 16, 48 << 16)
    return box(b"ftyp", b"isom\0\0\2\0isommp41") + box(b"moov", box(b"trak", box(b"tkhd", head))) + b"".join(extra)


def riff(kind: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) & 1) for name, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + kind + body


def wav(*extra: tuple[bytes, bytes], samples: bytes = bytes(800)) -> bytes:
    header = struct.pack("<HHIIHH", 1, 1, 8000, 16000, 2, 16)
    return riff(b"WAVE", (b"fmt ", header), (b"data", samples), *extra)
