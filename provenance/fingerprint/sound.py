"""The codes of a recording or of a film's sound track: Chromaprint items and the ISCC Audio-Code made of them.

Sources: Chromaprint 1.5 (algorithm 2, the default), ISO 24138 (Content-Code Audio).
"""

from __future__ import annotations

import struct
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final

import chromaprint
import iscc_lib
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer

from provenance.fingerprint import film_limits as limits
from provenance.fingerprint.film_reading import began, opened, readable, sound_of, sounds
from provenance.fingerprint.types import PREPARATION, Fingerprints, SoundCodes
from provenance.gate import Admission

_HERTZ: Final = 11_025
"""The rate Chromaprint works at: handing it over at once saves its own conversion."""

ITEM_MS: Final = 1365 * 1000 / _HERTZ
"""From one item to the next: frames of 4096 samples, each a third further."""

_BYTES_A_SAMPLE: Final = 2
_BITS: Final = 256

Clock = Callable[[], float]


def sound_fingerprints(
    source: BinaryIO, admission: Admission, *, clock: Clock = time.thread_time
) -> Fingerprints | None:
    """What a recording is found by; None where it is too short or nothing here decodes it.

    Raises what decoders raise where not even the header can be read.
    """
    codes = sound_codes(source, admission, clock=clock)
    return Fingerprints(PREPARATION, sound=codes) if codes else None


def sound_codes(source: BinaryIO, admission: Admission, *, clock: Clock = time.thread_time) -> SoundCodes | None:
    """The same as codes alone, also of a film's sound track. `clock` gives seconds of processor time."""
    if not readable(admission.format.name):
        return None
    with opened(source, admission.format.name) as container:
        stream = sound_of(container)
        return _codes(container, stream, clock) if stream else None


def warm() -> None:
    """Make the library load what it loads on first use; call it once, before the walls of the sandbox go up."""
    listening = _Listening()
    listening.hear(bytes(_BYTES_A_SAMPLE * 4 * _HERTZ))
    listening.codes()


def _codes(container: InputContainer, stream: AudioStream, clock: Clock) -> SoundCodes | None:
    listening = _Listening()
    ends = clock() + limits.SOUND_CPU_SECONDS
    for part in _from_the_start(container, stream):
        listening.hear(part)
        if clock() > ends:
            break
    return listening.codes()


@dataclass(slots=True)
class _Listening:
    """Takes sound bit by bit and gives its codes."""

    maker: chromaprint.Fingerprinter = field(default_factory=chromaprint.Fingerprinter)
    samples: int = 0

    def __post_init__(self) -> None:
        self.maker.start(_HERTZ, 1)

    def hear(self, part: bytes) -> None:
        """Take mono samples of 16 bits."""
        self.maker.feed(part)
        self.samples += len(part) // _BYTES_A_SAMPLE

    def codes(self) -> SoundCodes | None:
        """All that was heard; None where it was too short."""
        words = _words(self.maker)
        if len(words) < limits.FEWEST_ITEMS:
            return None
        signed = [one - (one >> 31 << 32) for one in words]
        iscc = str(iscc_lib.gen_audio_code_v0(signed, bits=_BITS).iscc)
        return SoundCodes(struct.pack(f"<{len(words)}I", *words), ITEM_MS, self.samples * 1000 // _HERTZ, iscc)


def _words(maker: chromaprint.Fingerprinter) -> list[int]:
    words, _algorithm = chromaprint.decode_fingerprint(maker.finish())
    return list(words)[: limits.SOUND_ITEMS]


def _from_the_start(container: InputContainer, stream: AudioStream) -> Iterator[bytes]:
    """The sound as 16-bit mono, with silence where it begins after the pictures."""
    resampler = AudioResampler(format="s16", layout="mono", rate=_HERTZ)
    late: float | None = None
    for frame in sounds(container, stream):
        if late is None:
            late = (frame.time or 0) - began(container)
            if 0 < late < limits.LATE_SECONDS:
                yield bytes(_BYTES_A_SAMPLE * round(late * _HERTZ))
        yield from (_bytes(one) for one in resampler.resample(frame))
    if late is not None:
        yield from (_bytes(one) for one in resampler.resample(None))


def _bytes(frame: AudioFrame) -> bytes:
    return bytes(frame.planes[0])[: frame.samples * _BYTES_A_SAMPLE]
