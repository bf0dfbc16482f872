"""A film's proxy: small pictures with the times at which they are shown, a few a second, in a bounded number of bytes.

Form: MessagePack, a list of pairs of milliseconds and a JPEG (long side ≤ 224). A track shows the film to whoever has
it: it is kept where the owner allows comparing, and never leaves the index.
"""

from __future__ import annotations

import io
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt
from PIL import Image

from provenance.fingerprint.film_limits import TRACK_BYTES, TRACK_PICTURES, TRACK_SIDE
from provenance.fingerprint.proxy import is_in_one_pass

_QUALITY: Final = 60

_FRAMING_BYTES: Final = 24
"""What MessagePack adds to one picture, at most."""

Pixels = npt.NDArray[np.uint8]


class TrackPicture(msgspec.Struct, array_like=True, frozen=True):
    """One picture of a track."""

    at_ms: int
    jpeg: bytes


class TrackMaking:
    """Collects pictures in the order of their times; thins them out evenly when they become too many."""

    def __init__(self) -> None:
        self._pictures: list[TrackPicture] = []
        self._bytes = 0
        self._every = 1
        self._seen = 0

    def add(self, at_ms: int, pixels: Pixels) -> None:
        """Take one picture: RGB, rows by columns by three."""
        self._seen += 1
        if (self._seen - 1) % self._every:
            return
        jpeg = _jpeg(pixels)
        self._pictures.append(TrackPicture(at_ms, jpeg))
        self._bytes += len(jpeg)
        while self._bytes > TRACK_BYTES or len(self._pictures) > TRACK_PICTURES:
            self._thin()

    def _thin(self) -> None:
        self._pictures = self._pictures[::2]
        self._bytes = sum(len(one.jpeg) for one in self._pictures)
        self._every *= 2

    def made(self) -> bytes | None:
        """The track as bytes; None where there was no picture."""
        return msgspec.msgpack.encode(self._pictures) if self._pictures else None


def read(raw: bytes | None) -> tuple[TrackPicture, ...]:
    """The pictures of a track, still encoded; none where it is not what `TrackMaking` makes. Never raises."""
    if raw and len(raw) > TRACK_BYTES + _FRAMING_BYTES * TRACK_PICTURES:
        return ()
    try:
        pictures = msgspec.msgpack.decode(raw or b"", type=tuple[TrackPicture, ...])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return ()
    times = [one.at_ms for one in pictures]
    honest = times == sorted(set(times)) and len(times) <= TRACK_PICTURES and all(0 <= one < 2**40 for one in times)
    return pictures if honest else ()


def decoded(picture: TrackPicture) -> Pixels | None:
    """The pixels of one picture (RGB); None where it is no JPEG of a track's size."""
    try:
        image = Image.open(io.BytesIO(picture.jpeg), formats=("JPEG",))
        ours = max(image.size) <= TRACK_SIDE and is_in_one_pass(image)
        return np.asarray(image.convert("RGB")) if ours else None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _jpeg(pixels: Pixels) -> bytes:
    reply = io.BytesIO()
    Image.fromarray(pixels).save(reply, "JPEG", quality=_QUALITY, subsampling=2)
    return reply.getvalue()
