"""What goes between one who asks and a key holder: JSON of one size for every question under a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeVar

import msgspec

from provenance.blindlist.errors import BadBlob, BadPoint
from provenance.blindlist.ristretto import points_from
from provenance.blindlist.types import Evaluated, HolderIndex, KeyName, Point, slots_of

MOST_REQUEST: Final = 1024
"""Bytes of a request: eight points in base64 and three names take half of it."""

MOST_ANSWER: Final = 2048
"""Bytes of an answer that are read."""


Message = TypeVar("Message")


@dataclass(frozen=True, slots=True)
class Question:
    """One request: the key, its epoch, and as many points as a request under that key holds."""

    key: KeyName
    epoch: int
    blinded: tuple[Point, ...]


def question_bytes(key: KeyName, epoch: int, blinded: tuple[Point, ...]) -> bytes:
    """The request."""
    return msgspec.json.encode(Question(key, epoch, blinded))


def question_from(content: bytes) -> Question:
    """The request as it arrived; raises BadBlob, and BadPoint where a point is none or their number is wrong."""
    found = _decoded(content, Question, MOST_REQUEST)
    if len(found.blinded) != slots_of(found.key):
        raise BadPoint(f"A request under this key holds {slots_of(found.key)} points, dummies among them.")
    points_from(found.blinded)
    return found


def answer_bytes(evaluated: Evaluated) -> bytes:
    """The answer."""
    return msgspec.json.encode(evaluated)


def answer_from(content: bytes, holder: HolderIndex) -> Evaluated:
    """A holder's answer, not yet checked; raises BadBlob."""
    found = _decoded(content, Evaluated, MOST_ANSWER)
    return Evaluated(holder, found.elements, found.proof)


def _decoded(content: bytes, kind: type[Message], at_most: int) -> Message:
    if len(content) > at_most:
        raise BadBlob(f"This is longer than the {at_most} bytes allowed here.")
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadBlob("This is not in the form that key holders read.", detail=type(error).__name__) from error
