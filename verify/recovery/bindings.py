"""The algorithms by which a copy is tied to published credentials, and how strangers are told how near it is.

`io.iscc.v0` is on the C2PA's list of algorithms (ISO 24138); ours carries the codes of `provenance.fingerprint`, which
find crops, captions and screenshots too. Strangers are told bands and never distances: whoever may measure can search
for pictures that collide. Source: C2PA Soft Binding Resolution API 2.2; docs/recovery.md.
"""

from __future__ import annotations

import json
from base64 import b32encode, b64decode
from binascii import Error as NotBase64
from dataclasses import dataclass
from typing import Final

from provenance.fingerprint.types import Code, Fingerprints
from provenance.fingerprint.wire import BadFingerprints, from_json
from verify.index.nominating.keys import iscc_body
from verify.index.types import Finder, How, Nomination, Space
from verify.recovery.errors import BadBinding, UnknownAlgorithm

ISCC: Final = "io.iscc.v0"
OWN: Final = "org.firstlight.codes.1"
ALGORITHMS: Final = (ISCC, OWN)

VALUE_CHARS: Final = 2_000_000
"""The codes of a film of an hour; an ISCC has 60 characters."""

ISCC_RADIUS: Final = 31
"""The widest radius the index answers at once; beyond it unlike pictures begin to meet (docs/matching.md)."""

BANDS: Final = ((4, 100), (16, 90), (31, 75))
"""Differing bits and the score that is told: the same picture, a re-encoded one, a changed one."""

LEAST_SCORE: Final = 50
"""Told where only parts of the picture agree."""


@dataclass(frozen=True, slots=True)
class Near:
    """A record whose codes are near, and how near in a coarse band (0–100)."""

    record: str
    score: int


def nearest(finder: Finder, alg: str, value: str, *, most: int) -> tuple[Near, ...]:
    """The records near a value (base64), best first; raises BadBinding, UnknownAlgorithm, IndexUnavailable."""
    if alg not in ALGORITHMS:
        raise UnknownAlgorithm
    raw = _decoded(value)
    found = (
        finder.near(Space.ISCC, _iscc(raw), ISCC_RADIUS, most=most)
        if alg == ISCC
        else finder.nominate(codes_of(raw), most=most)
    )
    near = [Near(one.subject, _score(one)) for one in found]
    return tuple(sorted(near, key=lambda one: -one.score)[:most])


def _decoded(value: str) -> bytes:
    if len(value) > VALUE_CHARS:
        raise BadBinding
    try:
        return b64decode(value, validate=True)
    except (NotBase64, ValueError) as problem:
        raise BadBinding from problem


def _iscc(raw: bytes) -> Code:
    """The 256 bits of an image code, given as its canonical text or as its bytes."""
    text = raw.decode("ascii", "replace") if raw.startswith(b"ISCC:") else f"ISCC:{b32encode(raw).decode().rstrip('=')}"
    body = iscc_body(text)
    if body is None:
        raise BadBinding
    return body


def codes_of(raw: bytes) -> Fingerprints:
    """The codes in what `python -m provenance fingerprint` prints; raises BadBinding."""
    try:
        return from_json(json.loads(raw))
    except (BadFingerprints, ValueError, RecursionError) as problem:
        raise BadBinding from problem


def _score(found: Nomination) -> int:
    if found.how is not How.GLOBAL or found.distance is None:
        return LEAST_SCORE
    return next((score for bits, score in BANDS if found.distance <= bits), LEAST_SCORE)
