"""Key frames of a film as prints, one after the other as they are found."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

import av
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream
from PIL import Image

from provenance.contact_sheet.encoding import printed
from provenance.contact_sheet.frames import Candidate, Spans
from provenance.contact_sheet.limits import FILM_CPU_SECONDS, FRAME_SIDE, STEP_MS, THROUGHOUT_PIXELS
from provenance.contact_sheet.types import Print
from provenance.contact_sheet.wire import Tail
from provenance.fingerprint.film_limits import FRAME_PIXELS
from provenance.fingerprint.film_pixels import Scaling
from provenance.fingerprint.film_reading import began, frames, opened, pictures_of
from provenance.fingerprint.prepared import scaled
from provenance.fingerprint.whole import plain_pdq
from provenance.gate import Admission

Clock = Callable[[], float]

_FLATTEST: Final = 5
"""Pixels more oblong than this are a fault of the header."""


def prints_of(source: BinaryIO, admission: Admission, clock: Clock = time.thread_time) -> Iterator[Print | Tail]:
    """The key frames in their order, then how far the film was read; `clock` gives seconds of processor time.

    Raises what decoders raise where not even the header can be read.
    """
    with opened(source, admission.format.name) as container:
        stream = pictures_of(container)
        lasts_ms = _lasts_ms(container, stream)
        if stream is None or not 0 < stream.width * stream.height <= FRAME_PIXELS:
            yield Tail(whole=False, lasts_ms=lasts_ms)
            return
        yield from _read(container, stream, lasts_ms, clock)


def _read(container: InputContainer, stream: VideoStream, lasts_ms: int, clock: Clock) -> Iterator[Print | Tail]:
    _settle(stream, lasts_ms)
    spans: Spans[VideoFrame] = Spans(lasts_ms)
    scaling, zero, ends = Scaling(stream), began(container), clock() + FILM_CPU_SECONDS
    at_ms, whole = 0, True
    for at_ms, frame in _spaced(frames(container, stream), zero):
        code, _ = plain_pdq(scaling.small(frame))
        yield from _prints(spans.seen(at_ms, frame, code), stream)
        if clock() > ends:
            whole = False
            break
    yield from _prints(spans.end(), stream)
    yield Tail(whole, at_ms, lasts_ms)


def _settle(stream: VideoStream, lasts_ms: int) -> None:
    """Look at every frame of a short film, and in a long one at those that stand alone."""
    count = stream.frames or int(lasts_ms / 1000 * float(stream.average_rate or 25))
    throughout = 0 < count * stream.width * stream.height <= THROUGHOUT_PIXELS
    stream.codec_context.skip_frame = "DEFAULT" if throughout else "NONKEY"


def _prints(found: Candidate[VideoFrame] | None, stream: VideoStream) -> Iterator[Print]:
    if found is None:
        return
    made = printed(_picture(found.frame, stream), at_ms=found.at_ms, changed=found.strength > 0)
    if made is not None:
        yield made


def _picture(frame: VideoFrame, stream: VideoStream) -> Image.Image:
    aspect = float(stream.sample_aspect_ratio or 1)
    wide = round(frame.width * aspect) if 1 / _FLATTEST <= aspect <= _FLATTEST else frame.width
    size = max(wide, 1), frame.height
    width, height = scaled(size, min(FRAME_SIDE, max(size)))
    made = VideoReformatter().reformat(frame, width, height, "rgb24", interpolation="BICUBIC", threads=1).to_ndarray()
    turned = np.rot90(made, round(frame.rotation / 90) % 4) if frame.rotation else made
    return Image.fromarray(np.ascontiguousarray(turned))


def _spaced(shown: Iterator[VideoFrame], zero: float) -> Iterator[tuple[int, VideoFrame]]:
    """The first frame of every step of the clock, with its time in milliseconds from the beginning."""
    due = 0
    for frame in shown:
        at_ms = max(round(((frame.time or 0.0) - zero) * 1000), 0)
        if at_ms + 1 >= due:  # the clocks of films tick in parts that milliseconds do not divide
            due = ((at_ms + 1) // STEP_MS + 1) * STEP_MS
            yield at_ms, frame


def _lasts_ms(container: InputContainer, stream: VideoStream | None) -> int:
    """As the header says; 0 where it says nothing."""
    if stream is not None and stream.duration and stream.time_base:
        return max(int(stream.duration * stream.time_base * 1000), 0)
    return max((container.duration or 0) * 1000 // av.time_base, 0)
