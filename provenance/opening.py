"""Opening what the caller named, and the digest of exactly the bytes that were checked."""

from __future__ import annotations

import dataclasses
import hashlib
import io
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO, cast

from provenance.errors import CannotOpen
from provenance.types import Examination, Media, Sha256Hex

READ_BYTES = 1024 * 1024
"""One read of the digest: large enough that hashing, not calling, takes the time."""

Source = bytes | str | Path | BinaryIO


def opened(source: Source) -> AbstractContextManager[BinaryIO]:
    """A seekable stream over bytes, a path or an open file; raises CannotOpen with a sentence for people."""
    if isinstance(source, bytes):
        return io.BytesIO(source)
    if not isinstance(source, str | Path):
        return nullcontext(source)
    try:
        return cast(BinaryIO, Path(source).open("rb"))
    except IsADirectoryError as error:
        raise CannotOpen("This is a folder. Name a file.", str(error)) from error
    except OSError as error:
        raise CannotOpen(f"The file cannot be opened: {error.strerror}. Check the name and your rights.") from error


def digest_of(stream: BinaryIO) -> tuple[Sha256Hex, int]:
    """SHA-256 and size in bytes of a whole stream, read once from its beginning."""
    stream.seek(0)
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(READ_BYTES):
        digest.update(piece)
        size += len(piece)
    return Sha256Hex(digest.hexdigest()), size


def with_digest(examination: Examination, stream: BinaryIO) -> Examination:
    """The examination with the digest and size that this side, not the decoding side, counted."""
    sha256, size = digest_of(stream)
    media: Media = dataclasses.replace(examination.report.media, sha256=sha256, bytes=size)
    return dataclasses.replace(examination, report=dataclasses.replace(examination.report, media=media))
