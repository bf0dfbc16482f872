"""Opening films and recordings for decoding, with lists of what may be used at all.

The readers and decoders named here are those of the admitted formats and their usual content; whatever else a file asks
for (playlists, images, subtitles, other protocols) stays closed: every decoder is attack surface, also in a sandbox.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final, TypeVar

import av
import av.error
import av.logging
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from provenance.fingerprint.film_limits import DAMAGED_PACKETS
from provenance.preview.limits import PROBE_BYTES, PROBE_MICROSECONDS

_DEMUXERS: Final = {
    "mp4": "mov",
    "mov": "mov",
    "m4a": "mov",
    "avi": "avi",
    "wav": "wav",
    "mp3": "mp3",
    "flac": "flac",
}
_PICTURE_DECODERS: Final = frozenset(
    ("h264", "hevc", "av1", "libdav1d", "vp8", "vp9", "libvpx", "libvpx-vp9", "mpeg4", "mpeg2video", "mjpeg", "prores")
)
_SOUND_DECODERS: Final = frozenset(
    (
        *("aac", "mp3", "mp3float", "flac", "alac", "opus", "libopus", "vorbis", "ac3", "eac3"),
        *("pcm_u8", "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be", "pcm_s32le", "pcm_s32be", "pcm_f32le"),
        *("pcm_f64le", "pcm_alaw", "pcm_mulaw", "adpcm_ms", "adpcm_ima_wav"),
    )
)
_OPTIONS: Final = {
    "codec_whitelist": ",".join(sorted(_PICTURE_DECODERS | _SOUND_DECODERS)),
    "format_whitelist": "mov,mp4,m4a,3gp,3g2,mj2,avi,wav,mp3,flac",
    "protocol_whitelist": "",
    "enable_drefs": "0",
    "use_absolute_path": "0",
    "probesize": str(PROBE_BYTES),
    "analyzeduration": str(PROBE_MICROSECONDS),
    "threads": "1",
}
_COVER: Final = Disposition.attached_pic
_Frame = TypeVar("_Frame", VideoFrame, AudioFrame)

av.logging.set_level(None)


@contextmanager
def opened(source: BinaryIO, name: str) -> Iterator[InputContainer]:
    """The container of a file of the format `name`, which is one of `readable`; raises whatever the reader raises."""
    source.seek(0)
    with av.open(source, mode="r", format=_DEMUXERS[name], options=_OPTIONS) as container:
        yield container


def readable(name: str) -> bool:
    """Whether a format of this name is opened here."""
    return name in _DEMUXERS


def pictures_of(container: InputContainer) -> VideoStream | None:
    """The first stream of moving pictures that may be decoded; cover pictures of recordings are none."""
    for stream in container.streams.video:
        if stream.codec_context.codec.name in _PICTURE_DECODERS and not stream.disposition & _COVER:
            stream.codec_context.thread_count = 1
            return stream
    return None


def sound_of(container: InputContainer) -> AudioStream | None:
    """The first sound track that may be decoded."""
    for stream in container.streams.audio:
        if stream.codec_context.codec.name in _SOUND_DECODERS:
            stream.codec_context.thread_count = 1
            return stream
    return None


def frames(container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
    """The decoded frames in the order in which they are shown, until the end or until too much is damaged."""
    yield from _decoded(container, stream, VideoFrame)


def sounds(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    """The decoded stretches of sound, one after the other."""
    yield from _decoded(container, stream, AudioFrame)


def _decoded(container: InputContainer, stream: VideoStream | AudioStream, kind: type[_Frame]) -> Iterator[_Frame]:
    damaged = 0
    try:
        for packet in container.demux(stream):
            try:
                yield from (one for one in packet.decode() if isinstance(one, kind))
            except av.error.InvalidDataError:
                damaged += 1
                if damaged > DAMAGED_PACKETS:
                    return
    except av.error.FFmpegError:
        return  # the file ends in the middle, or worse: what came before is kept


def began(container: InputContainer) -> float:
    """The time in seconds from which this container counts."""
    return (container.start_time or 0) / av.time_base
