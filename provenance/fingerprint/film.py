"""All codes of a film: global codes a few times a second, local codes of some pictures, the sound, and a small track.

A film that is short enough is decoded throughout, without the frames nothing refers to; a longer one at its key frames
only, and where only codes are wanted, key frames do wherever they are dense enough. The codes say at which times they
were taken.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import BinaryIO, Final

import av
import av.error
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream

from provenance.fingerprint import film_limits as limits
from provenance.fingerprint import whole
from provenance.fingerprint.film_pixels import Pixels, Scaling
from provenance.fingerprint.film_reading import began, frames, opened, pictures_of, readable
from provenance.fingerprint.film_shots import Shots
from provenance.fingerprint.local import recorded_codes
from provenance.fingerprint.sound import sound_codes, sound_fingerprints
from provenance.fingerprint.track import TrackMaking
from provenance.fingerprint.types import PREPARATION, FilmCodes, FilmFrame, Fingerprints, KeyPicture
from provenance.gate import Admission

_KEY_FRAMES: Final = "NONKEY"
_REFERRED: Final = "NONREF"

Clock = Callable[[], float]


def film_fingerprints(
    source: BinaryIO, admission: Admission, *, proxy: bool = True, clock: Clock = time.thread_time
) -> Fingerprints | None:
    """What a film is found by; of one without pictures that are decoded here, its sound; else None.

    `clock` gives seconds of processor time. Raises what decoders raise where not even the header can be read.
    """
    if not readable(admission.format.name):
        return None
    with opened(source, admission.format.name) as container:
        stream = pictures_of(container)
        watched = _Watching(_duration_ms(container, stream), TrackMaking() if proxy else None)
        if stream is not None and 0 < stream.width * stream.height <= limits.FRAME_PIXELS:
            watched.watch(container, stream, clock)
    if not watched.frames:
        return sound_fingerprints(source, admission, clock=clock)
    sound = sound_codes(source, admission, clock=clock)
    codes = FilmCodes(watched.until_ms, tuple(watched.frames), tuple(watched.keys), sound=sound)
    return Fingerprints(PREPARATION, film=codes, proxy=watched.track.made() if watched.track else None)


def warm() -> None:
    """Make the scaler load what it loads on first use; call it once, before the walls of the sandbox go up."""
    frame = VideoFrame(64, 64, "yuv420p")
    VideoReformatter().reformat(frame, 16, 16, "rgb24", interpolation="BILINEAR", threads=1).to_ndarray()


def _duration_ms(container: InputContainer, stream: VideoStream | None) -> int:
    """As the header says; 0 where it says nothing."""
    if stream and stream.duration and stream.time_base:
        return max(int(stream.duration * stream.time_base * 1000), 0)
    return max((container.duration or 0) * 1000 // av.time_base, 0)


@dataclass(slots=True)
class _Watching:
    """One pass over the pictures of a film, and what was taken from them."""

    duration_ms: int
    track: TrackMaking | None
    frames: list[FilmFrame] = field(default_factory=list)
    keys: list[KeyPicture] = field(default_factory=list)
    until_ms: int = 0

    def watch(self, container: InputContainer, stream: VideoStream, clock: Clock) -> None:
        throughout = self._throughout(stream)
        stream.codec_context.skip_frame = _REFERRED if throughout else _KEY_FRAMES
        # Key frames refer to nothing, so what the filter would smooth in them spoils no other frame.
        stream.codec_context.options = {"skip_loop_filter": "noref" if throughout else "all"}
        zero, scaling = began(container), Scaling(stream)
        shots = Shots.of(self.duration_ms, throughout=throughout)
        ends = clock() + limits.FILM_CPU_SECONDS
        for number, (at_ms, frame) in enumerate(_spaced(frames(container, stream), zero, self._step_ms(throughout))):
            self._take(at_ms, frame, scaling, shots, coded=not throughout or number % limits.CODES_EVERY == 0)
            if clock() > ends or len(self.frames) >= limits.FRAMES:
                break
        self.until_ms = max(self.until_ms, self.duration_ms)

    def _throughout(self, stream: VideoStream) -> bool:
        count = stream.frames or int(self.duration_ms / 1000 * float(stream.average_rate or 25))
        affordable = 0 < count * stream.width * stream.height <= limits.DENSE_PIXELS
        return affordable and (self.track is not None or not _keys_are_dense(stream, self.duration_ms))

    def _step_ms(self, throughout: bool) -> int:
        longest = self.duration_ms // limits.FRAMES
        return max(limits.STEP_MS, longest // limits.CODES_EVERY) if throughout else max(1000, longest)

    def _take(self, at_ms: int, frame: VideoFrame, scaling: Scaling, shots: Shots, *, coded: bool) -> None:
        small = scaling.small(frame)
        self.until_ms = at_ms
        if self.track is not None:
            self.track.add(at_ms, small)
        if coded:
            code, quality = whole.plain_pdq(small)
            self.frames.append(FilmFrame(at_ms, code, quality))
            if quality >= limits.KEY_QUALITY and shots.wants(at_ms, code):
                self.keys.append(_key(at_ms, scaling.grey(frame)))


def _key(at_ms: int, grey: Pixels) -> KeyPicture:
    height, width = grey.shape
    return KeyPicture(at_ms, width, height, recorded_codes(grey, limits.KEY_CODES))


def _spaced(shown: Iterator[VideoFrame], zero: float, step_ms: int) -> Iterator[tuple[int, VideoFrame]]:
    """The first frame of every step of the clock, with its time in milliseconds from `zero`."""
    due = 0
    for frame in shown:
        at_ms = round(((frame.time or 0.0) - zero) * 1000)
        if at_ms + 1 >= due:  # the clocks of films tick in parts that milliseconds do not divide
            due = ((at_ms + 1) // step_ms + 1) * step_ms
            yield max(at_ms, 0), frame


def _keys_are_dense(stream: VideoStream, duration_ms: int) -> bool:
    """Whether key frames lie close enough to each other to stand for every second."""
    base = float(stream.time_base or 1)
    times = [one.timestamp * base * 1000 for one in stream.index_entries if one.is_keyframe]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    return bool(gaps) and statistics.median(gaps) <= limits.GAP_MS and max(gaps) <= 4 * limits.GAP_MS
