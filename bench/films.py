"""The films that the benchmarks of films run on: made of photographs, and the corpus film in pieces."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from fixtures.corpus import CORPUS
from fixtures.films import edits, scenes
from fixtures.films.clip import Clip, Coding, taken, written
from provenance.fingerprint.film import film_fingerprints
from provenance.fingerprint.types import Fingerprints
from provenance.gate import Admission, admit

SECONDS: Final = 20
_CORPUS_FILM: Final = CORPUS / "video" / "iscc-demo.mp4"
_PIECES: Final = 3
_SEED: Final = 4_000
"""Films of other seeds were looked at while thresholds were chosen."""


def clips(photos: Sequence[Path], number: int) -> tuple[Clip, Clip, list[Clip]]:
    """Film `number`, an unrelated one, and other takes of the same scenes; the first three are of the corpus film."""
    other = scenes.film(photos, _SEED + 500 + number, SECONDS)
    if number < _PIECES and _CORPUS_FILM.exists():
        whole = _corpus_film()
        pieces = [edits.trimmed(whole, one * SECONDS, (one + 1) * SECONDS - 0.5) for one in range(_PIECES)]
        return pieces[number], other, [one for one in pieces if one is not pieces[number]]
    make = scenes.studio if number % 3 == 0 else scenes.film
    film, *takes = (make(photos, _SEED + number, SECONDS, take=take) for take in range(3))
    return film, other, takes


def fingerprints(clip: Clip, coding: Coding | None = None, *, proxy: bool = True) -> Fingerprints:
    """The clip written to a file and read again."""
    raw = written(clip, coding)
    return fingerprints_of(raw, proxy=proxy)


def fingerprints_of(raw: bytes, *, proxy: bool = True) -> Fingerprints:
    """The fingerprints of a film in memory."""
    source = io.BytesIO(raw)
    admission = admit(source, len(raw))
    assert isinstance(admission, Admission), admission
    found = film_fingerprints(source, admission, proxy=proxy)
    assert found is not None
    return found


@lru_cache(maxsize=1)
def _corpus_film() -> Clip:
    return taken(_CORPUS_FILM)
