"""From a decoded frame to the small pictures that codes are made of: upright, square pixels, RGB or grey."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream

from provenance.fingerprint.film_limits import TRACK_SIDE
from provenance.fingerprint.limits import SIDE
from provenance.fingerprint.prepared import scaled

Pixels = npt.NDArray[np.uint8]

_FLATTEST: Final = 5
"""Pixels more oblong than this are a fault of the header."""


class Scaling:
    """Scales the frames of one stream; a scaler is made once for each of the two sizes."""

    def __init__(self, stream: VideoStream) -> None:
        aspect = float(stream.sample_aspect_ratio or 1)
        self._aspect = aspect if 1 / _FLATTEST <= aspect <= _FLATTEST else 1.0
        self._small, self._prepared = VideoReformatter(), VideoReformatter()

    def small(self, frame: VideoFrame) -> Pixels:
        """RGB, long side as in a track."""
        return _upright(self._scaled(self._small, frame, TRACK_SIDE, "rgb24"), frame)

    def grey(self, frame: VideoFrame) -> Pixels:
        """Grey, long side of a prepared picture."""
        return _upright(self._scaled(self._prepared, frame, SIDE, "gray"), frame)

    def _scaled(self, scaler: VideoReformatter, frame: VideoFrame, side: int, kind: str) -> Pixels:
        width, height = scaled((round(frame.width * self._aspect) or 1, frame.height), side)
        small = scaler.reformat(frame, width, height, kind, interpolation="BILINEAR", threads=1)
        return small.to_ndarray().astype(np.uint8, copy=False)


def _upright(pixels: Pixels, frame: VideoFrame) -> Pixels:
    """Turned as the film's header says it was held."""
    return np.ascontiguousarray(np.rot90(pixels, round(frame.rotation / 90) % 4)) if frame.rotation else pixels
