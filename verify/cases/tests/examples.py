"""Files for the tests of the site, and examinations as the sandbox would answer."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import UTC, datetime

from provenance.gate import Refusal
from provenance.policy import Policy
from provenance.types import Claim, Examination, MadeWith, Media, Outcome, Report, Sha256Hex
from provenance.unreadable import unreadable_report

AT = datetime(2026, 11, 21, tzinfo=UTC)
NAME_OF_A_PERSON = "Jane-Doe-source-photo.png"


def png(width: int = 2, height: int = 2) -> bytes:
    """A small whole picture."""
    rows = b"".join(b"\0" + b"\x80" * 3 * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def as_upload(content: bytes) -> io.BytesIO:
    """The same bytes under the name a person gave them."""
    named = io.BytesIO(content)
    named.name = NAME_OF_A_PERSON
    return named


CLAIMS = (Claim("exif", "Artist", "Jane Doe"), Claim("exif", "GPS", "52.5, 13.4"))


def examination(thumbnail: bytes | None = b"\xff\xd8 little picture") -> Examination:
    """An answer about a file without credentials."""
    outcome = Outcome("no_credentials", {})
    media = Media(Sha256Hex("0" * 64), 70, "image/png", 2, 2)
    report = Report(media, outcome, outcome, (), (), ("chronology",), MadeWith("test", "test"))
    return Examination(report, CLAIMS, thumbnail)


def unreadable() -> Examination:
    """An answer about a file that no decoder could read."""
    return unreadable_report(Refusal("refused.damaged", {"format": "PNG"}), Policy(), AT)
