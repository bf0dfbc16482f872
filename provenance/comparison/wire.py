"""Comparisons as bytes and as plain values for JSON, and back; whoever made them may have been captured by a file.

Loads neither a decoder nor a numbers library.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, cast

import msgspec

from provenance.comparison.checking import faults_of
from provenance.comparison.types import Comparison, FilmComparison, PictureComparison, SoundComparison
from provenance.errors import ProvenanceError

WIRE_BYTES: Final = 4 * 1024 * 1024
"""A heat map has 64 KiB and a film's list of stretches is bounded; the rest is room."""


class BadComparison(ProvenanceError):
    """This is no comparison: it came from a fault or from an attacker."""


@dataclass(frozen=True, slots=True)
class _Any:
    """One comparison under the name of its kind; exactly one is set."""

    picture: PictureComparison | None = None
    film: FilmComparison | None = None
    sound: SoundComparison | None = None


def to_bytes(comparison: Comparison) -> bytes:
    """One comparison as MessagePack, for pipes and stores."""
    return msgspec.msgpack.encode(_named(comparison))


def from_bytes(raw: bytes) -> Comparison:
    """The comparison back from `to_bytes`; raises BadComparison, never anything else."""
    if len(raw) > WIRE_BYTES:
        raise BadComparison("A comparison could not be read.", f"{len(raw)} bytes")
    return _read(lambda: msgspec.msgpack.decode(raw, type=_Any))


def to_plain(comparison: Comparison) -> dict[str, object]:
    """One comparison as values for JSON; bytes in base64."""
    return cast(dict[str, object], msgspec.to_builtins(_named(comparison)))


def from_plain(document: object) -> Comparison:
    """The comparison back from `to_plain`; raises BadComparison, never anything else."""
    return _read(lambda: msgspec.convert(document, _Any))


def _named(comparison: Comparison) -> _Any:
    if isinstance(comparison, PictureComparison):
        return _Any(picture=comparison)
    return _Any(film=comparison) if isinstance(comparison, FilmComparison) else _Any(sound=comparison)


def _read(decode: Callable[[], _Any]) -> Comparison:
    try:
        given = decode()
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadComparison("A comparison could not be read.", str(error)[:200]) from error
    found = [one for one in (given.picture, given.film, given.sound) if one is not None]
    if len(found) != 1:
        raise BadComparison("A comparison could not be read.", "not exactly one kind")
    if fault := next(faults_of(found[0]), None):
        raise BadComparison("A comparison could not be read.", fault)
    return found[0]
