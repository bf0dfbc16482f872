"""JSON of strangers: bounded in length and depth before it is decoded, and every name once.

The depth is counted beforehand because the decoder itself recurses, and some libraries raise Python's recursion limit
so far that a deep text ends the process instead of the call.
"""

from __future__ import annotations

import json
import re

from chronology.bundle.limits import JSON_DEPTH_LIMIT
from chronology.errors import Malformed

JsonObject = dict[str, object]

TEXTS = re.compile(rb'"(?:[^"\\]++|\\.?)*+(?:"|\Z)', re.DOTALL)
"""A text, or what is left where one does not end: so no part of the bytes is ever walked twice."""
NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


def read_object(data: bytes, *, at_most: int) -> JsonObject:
    """The JSON object in these bytes, at most 64 levels deep; raises Malformed."""
    if len(data) > at_most:
        raise Malformed(f"This JSON is longer than the {at_most} bytes it may have.")
    _require_shallow(data)
    try:
        found = json.loads(data.decode(), object_pairs_hook=_once, parse_constant=_refuse)
    except ValueError as error:
        raise Malformed("This is not JSON, or a name stands in it twice.") from error
    if not isinstance(found, dict):
        raise Malformed("This is JSON, but no object.")
    return found


def _require_shallow(data: bytes) -> None:
    depth = 0
    for bracket in TEXTS.sub(b"", data).translate(None, NOT_BRACKETS):
        depth += 1 if bracket in b"[{" else -1
        if depth > JSON_DEPTH_LIMIT:
            raise Malformed(f"This JSON is nested deeper than {JSON_DEPTH_LIMIT} levels.")


def _once(pairs: list[tuple[str, object]]) -> JsonObject:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
