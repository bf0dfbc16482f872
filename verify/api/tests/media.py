"""Small media made here, byte by byte, and requests with them."""

from __future__ import annotations

import secrets
import zlib
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

VERIFICATIONS = "/api/v1/verifications"
NOT_WAITING = {"Prefer": "respond-async"}


def png(*, note: bytes = b"", side: int = 4) -> bytes:
    """A PNG picture of 4 x 4 grey pixels; `note` makes it another file, `side` lets its header say something else."""
    header = side.to_bytes(4, "big") * 2 + bytes((8, 0, 0, 0, 0))
    rows = zlib.compress(b"\0\x80\x80\x80\x80" * 4)
    text = [(b"tEXt", b"Comment\0" + note)] if note else []
    chunks = [(b"IHDR", header), *text, (b"IDAT", rows), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def upload(content: bytes, name: str = "photo.png") -> SimpleUploadedFile:
    """A file as a form sends it."""
    return SimpleUploadedFile(name, content)


def post(client: Any, content: bytes, **headers: str) -> Any:
    """Send a file and do not wait for its report."""
    return client.post(VERIFICATIONS, {"file": upload(content)}, headers=NOT_WAITING | headers)


def post_link(client: Any, body: bytes | str | dict[str, object], content_type: str = "application/json") -> Any:
    """Send JSON and do not wait."""
    return client.post(VERIFICATIONS, body, content_type=content_type, headers=NOT_WAITING)


def new_key() -> str:
    """A key as a careful caller makes it."""
    return secrets.token_hex(16)


def telling(response: Any) -> dict[str, str]:
    """The headers of an answer that could tell something of what was asked: how many calls are left counts down."""
    return {name: value for name, value in response.headers.items() if name != "RateLimit"}
