"""Films and recordings: the header and the list of streams, nothing is decoded for a picture."""

from __future__ import annotations

import io
from typing import BinaryIO, Final

import av
import av.error
import av.logging
from av.container import InputContainer

from provenance.gate import Admission, Refusal
from provenance.preview import limits
from provenance.preview.seen import Look
from provenance.types import State

_DEMUXERS: Final = {
    "mp4": "mov",
    "mov": "mov",
    "m4a": "mov",
    "avi": "avi",
    "wav": "wav",
    "mp3": "mp3",
    "flac": "flac",
}
"""One reader per recognised type. None of them follows a name or an address that the file gives."""

_OPTIONS: Final = {
    # No codec is ever started: the header alone gives size and duration.
    "codec_whitelist": "none",
    "probesize": str(limits.PROBE_BYTES),
    "analyzeduration": str(limits.PROBE_MICROSECONDS),
    "enable_drefs": "0",
    "use_absolute_path": "0",
    "format_whitelist": "mov,mp4,m4a,3gp,3g2,mj2,avi,wav,mp3,flac",
    "protocol_whitelist": "",
    "threads": "1",
}

av.logging.set_level(None)


def opened(source: BinaryIO, name: str) -> InputContainer:
    """Open a film or a recording with the one reader for the format `name`; raises whatever the reader raises."""
    source.seek(0)
    return av.open(source, mode="r", format=_DEMUXERS[name], options=_OPTIONS)


def look(source: BinaryIO, admission: Admission) -> Look | Refusal:
    """Read size and duration of a film or a recording; raises whatever the reader raises."""
    with opened(source, admission.format.name) as container:
        if not container.streams.video and not container.streams.audio:
            return Refusal("refused.damaged", {"format": admission.format.label})
        seconds = round(container.duration / 1_000_000, 3) if container.duration else None
        film = container.streams.video[0] if container.streams.video else None
        width, height = (film.width or admission.width, film.height or admission.height) if film else (None, None)
    if admission.format.kind == "audio":
        width = height = None
    return Look(width, height, seconds, None, State.NOT_CHECKED, "preview.streams_read")


def open_nothing() -> None:
    """Make the reader load what it loads on first use."""
    try:
        av.open(io.BytesIO(b""), mode="r", format="mov", options=_OPTIONS).close()
    except (av.error.FFmpegError, ValueError, OSError):
        return
