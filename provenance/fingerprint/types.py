"""What a medium is recognised by: codes without pictures in them, safe to send instead of the medium.

All codes are plain bytes, so that whoever stores or forwards them needs no numbers library. Source: notes of the field
and the specifications named at each code; `PREPARATION` names the one canonical way a picture is prepared before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NewType

Code = NewType("Code", bytes)
"""256 bits, 32 bytes; compared by counting differing bits."""

CODE_BYTES: Final = 32
POINT_BYTES: Final = 8

PREPARATION: Final = 1
"""The version of the canonical preparation; codes of different versions are never compared with each other."""


@dataclass(frozen=True, slots=True)
class LocalCodes:
    """Codes of small patches and where they lie: `codes` holds 32 bytes a patch, `points` 8 bytes a patch.

    A point is four little-endian unsigned 16-bit numbers: x and y in 1/32 pixel of the prepared picture, the patch's
    diameter in 1/32 pixel, and its angle in 1/65536 of a full turn.
    """

    codes: bytes = field(repr=False)
    points: bytes = field(repr=False)

    def __len__(self) -> int:
        return len(self.codes) // CODE_BYTES


@dataclass(frozen=True, slots=True)
class PictureCodes:
    """What a recorded picture is found by. `width` and `height` are of the prepared picture (long side ≤ 512).

    `pdq` with its `quality` (0–100, PDQ reference), `phash` (DCT, 256 bits), `iscc` (ISCC Image-Code, ISO 24138,
    256 bits, canonical text form), and up to 96 local codes spread over a grid.
    """

    width: int
    height: int
    pdq: Code
    quality: int
    phash: Code
    iscc: str
    local: LocalCodes


@dataclass(frozen=True, slots=True)
class PictureQuery:
    """What one asks with: the eight dihedral PDQ codes, the plain one first, and more local codes, also of the mirror.

    Places of `mirrored` are those in the mirrored prepared picture.
    """

    dihedral: tuple[Code, ...]
    local: LocalCodes
    mirrored: LocalCodes


@dataclass(frozen=True, slots=True)
class SoundCodes:
    """Chromaprint items of a sound track: 32-bit little-endian words, `item_ms` milliseconds apart (a fraction).

    `iscc` is the ISCC Audio-Code, 256 bits; empty where the sound was too short for one.
    """

    items: bytes = field(repr=False)
    item_ms: float
    duration_ms: int
    iscc: str = ""

    def __len__(self) -> int:
        return len(self.items) // 4


@dataclass(frozen=True, slots=True)
class FilmFrame:
    """One second of a film: when it is shown, its PDQ code and that code's quality."""

    at_ms: int
    pdq: Code
    quality: int


@dataclass(frozen=True, slots=True)
class KeyPicture:
    """One picture of a film that stands for a shot, with local codes in a prepared picture of this size."""

    at_ms: int
    width: int
    height: int
    local: LocalCodes


@dataclass(frozen=True, slots=True)
class FilmCodes:
    """What a film is found by; the sound track is apart, None where there is none or nothing here reads it."""

    duration_ms: int
    frames: tuple[FilmFrame, ...]
    keys: tuple[KeyPicture, ...]
    iscc: str = ""
    sound: SoundCodes | None = None


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """All codes of one medium; exactly one of `picture`, `film`, `sound` is set.

    `query` is what the medium is asked about with (pictures only; films and sounds ask with their own codes).
    `proxy` is a small re-encoded picture (JPEG or WebP, long side ≤ 512), or for films a track of such pictures in the
    form of `provenance.fingerprint.track`; it is a picture and no code: kept only where the owner allows it.
    """

    preparation: int
    picture: PictureCodes | None = None
    query: PictureQuery | None = None
    film: FilmCodes | None = None
    sound: SoundCodes | None = None
    proxy: bytes | None = field(default=None, repr=False)
