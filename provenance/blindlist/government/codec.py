"""Plain values of acts to dataclasses and back: JSON in one spelling (RFC 8785), times in whole seconds, strictly read.

A time is a number of Unix seconds, so that two readers cannot differ about it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final, TypeVar

import rfc8785

from provenance.blindlist.government.errors import BadAct
from provenance.blindlist.government.types import Plain

T = TypeVar("T")

LATEST: Final = 253_402_300_799
"""The last second of the year 9999."""

LATEST_TIME: Final = 32_503_680_000
"""The year 3000: the longest span of any rules added to it is still a time."""

HEX: Final = frozenset("0123456789abcdef")


def canonical(value: object) -> bytes:
    """The one spelling of a JSON value; raises BadAct where it has none."""
    try:
        return rfc8785.dumps(value)  # type: ignore[arg-type]
    except (rfc8785.CanonicalizationError, RecursionError) as error:
        raise BadAct("act.json", "This cannot be written as JSON in one spelling.") from error


def digest(purpose: str, value: object) -> str:
    """SHA-256 over the purpose and the one spelling, 64 hexadecimal digits."""
    return hashlib.sha256(purpose.encode() + b"\0" + canonical(value)).hexdigest()


def parsed(raw: bytes | str, most: int) -> dict[str, Plain]:
    """The object in these bytes, no name twice and nothing nested deeply; raises BadAct."""
    if len(raw) > most:
        raise BadAct("act.size", f"This is longer than {most:,} bytes.")
    try:
        found = json.loads(raw, object_pairs_hook=_once, parse_constant=_no_constant, parse_float=_no_constant)
    except (ValueError, RecursionError) as error:
        raise BadAct("act.json", "This is no JSON, or a name stands twice in it.") from error
    return plain_object(found)


def plain_object(found: object) -> dict[str, Plain]:
    """The same value where it is an object; raises BadAct."""
    if not isinstance(found, dict):
        raise BadAct("act.shape", "An object is missing.")
    return found


def seconds(at: datetime) -> int:
    """A time as whole Unix seconds."""
    return int(at.timestamp())


def whole(at: datetime) -> datetime:
    """The same time without its fractions, in UTC: what survives being written down."""
    return datetime.fromtimestamp(seconds(at), UTC)


def time_at(found: Mapping[str, Plain], name: str) -> datetime:
    """The time below this name; raises BadAct."""
    value = number_at(found, name)
    if value > LATEST_TIME:
        raise BadAct("act.shape", f"“{name}” is a time before the year 3000.")
    return datetime.fromtimestamp(value, UTC)


def number_at(found: Mapping[str, Plain], name: str) -> int:
    """The whole number below this name, from 0 to the year 9999 in seconds; raises BadAct."""
    value = found.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LATEST:
        raise BadAct("act.shape", f"“{name}” is a whole number.")
    return value


def text_at(found: Mapping[str, Plain], name: str, most: int = 200) -> str:
    """The text below this name; raises BadAct."""
    value = found.get(name)
    if not isinstance(value, str) or len(value) > most:
        raise BadAct("act.shape", f"“{name}” is a text of at most {most} characters.")
    if value.encode(errors="ignore").decode() != value:
        raise BadAct("act.shape", f"“{name}” holds half a character.")
    return value


def hex_at(found: Mapping[str, Plain], name: str, digits: int) -> str:
    """So many lower-case hexadecimal digits below this name; raises BadAct."""
    value = text_at(found, name)
    if len(value) != digits or not HEX.issuperset(value):
        raise BadAct("act.shape", f"“{name}” has {digits} hexadecimal digits.")
    return value


def truth_at(found: Mapping[str, Plain], name: str) -> bool:
    """Yes or no below this name; raises BadAct."""
    value = found.get(name)
    if not isinstance(value, bool):
        raise BadAct("act.shape", f"“{name}” is true or false.")
    return value


def word_at(found: Mapping[str, Plain], name: str, words: Callable[[str], T]) -> T:
    """The word of a closed list below this name; raises BadAct."""
    try:
        return words(text_at(found, name))
    except ValueError as error:
        raise BadAct("act.shape", f"“{name}” is none of the words it may be.") from error


def list_at(found: Mapping[str, Plain], name: str, most: int) -> list[Plain]:
    """The list below this name; raises BadAct."""
    value = found.get(name)
    if not isinstance(value, list) or len(value) > most:
        raise BadAct("act.shape", f"“{name}” is a list of at most {most}.")
    return value


def object_at(found: Mapping[str, Plain], name: str) -> dict[str, Plain]:
    """The object below this name; raises BadAct."""
    return plain_object(found.get(name))


def require_keys(found: Mapping[str, Plain], *names: str) -> None:
    """Raises BadAct unless these names, and no others, are there."""
    if set(found) != set(names):
        raise BadAct("act.shape", "Other names than expected: " + ", ".join(sorted(set(found) ^ set(names)))[:200])


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name stands twice")
    return made


def _no_constant(word: str) -> object:
    raise ValueError(word)
