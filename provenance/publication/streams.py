"""Films and recordings with their pictures and sound alone, packet by packet, nothing encoded anew (PyAV).

Tracks of data are left out: telemetry of action cameras and phones says where they were. So are messages inside the
picture's own stream (SEI), in which cameras write their serial numbers.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

import av
from av.bitstream import BitStreamFilterContext
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.stream import Stream

from provenance.preview.stream import opened as opened_stream
from provenance.publication.errors import NotCopyable

MUXERS: Final[Mapping[str, str]] = {
    "mp4": "mp4", "mov": "mov", "m4a": "ipod", "avi": "avi", "mp3": "mp3", "wav": "wav", "flac": "flac",
}  # fmt: skip

_OPTIONS: Final = {"fflags": "+bitexact", "strict": "experimental"}
_OF_MUXER: Final[Mapping[str, Mapping[str, str]]] = {"mp3": {"id3v2_version": "0", "write_id3v1": "0"}}
_MESSAGES: Final = {"h264": "filter_units=remove_types=6", "hevc": "filter_units=remove_types=39-40"}

MOST_STREAMS: Final = 16
"""Tracks of picture and sound; films have two, multilingual ones a dozen."""


def without_metadata(source: BinaryIO, name: str, out: io.BytesIO) -> None:
    """Write the tracks alone; raises whatever the reader or writer raises."""
    options = {**_OPTIONS, **_OF_MUXER.get(name, {})}
    with opened_stream(source, name) as old, av.open(out, "w", format=MUXERS[name], options=options) as new:
        kept = [one for one in old.streams if one.type in ("video", "audio") and not _is_cover(one)][:MOST_STREAMS]
        if not kept:
            raise NotCopyable("damaged")
        _copy(old, new, kept)


def _copy(old: InputContainer, new: OutputContainer, kept: list[Stream]) -> None:
    made = {one.index: _like(new, one) for one in kept}
    cleaners = {one.index: _cleaner(one) for one in kept}
    for packet in old.demux(kept):
        for clean in _cleaned(packet, cleaners[packet.stream.index]):
            clean.stream = made[packet.stream.index]
            new.mux_one(clean)


def _like(new: OutputContainer, one: Stream) -> Stream:
    made = new.add_stream_from_template(one)
    made.metadata.clear()
    return made


def _is_cover(one: Stream) -> bool:
    """A picture that players show beside a recording: it is a thumbnail."""
    return one.type == "video" and bool(one.disposition & av.stream.Disposition.attached_pic)


def _cleaner(one: Stream) -> BitStreamFilterContext | None:
    messages = _MESSAGES.get(one.codec_context.name)
    return BitStreamFilterContext(messages, one) if messages else None


def _cleaned(packet: Packet[Stream], cleaner: BitStreamFilterContext | None) -> Iterator[Packet[Stream]]:
    if packet.dts is None:
        # The reader's way to say that this track ends.
        yield from cleaner.filter(None) if cleaner else ()
    elif cleaner is None:
        yield packet
    else:
        yield from cleaner.filter(packet)
