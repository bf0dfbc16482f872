"""Fetching the well-known file."""

from __future__ import annotations

from verify.authors.bindings.kinds import Answer, Asked
from verify.authors.bindings.ways import Got, Ways, document
from verify.authors.bindings.well_known.reading import PATH, read


def ask(ways: Ways, asked: Asked) -> Answer:
    """What the domain's file says of the key now."""
    found = document(ways, asked.domain, PATH)
    return read(found.body, asked) if isinstance(found, Got) else Answer(found.heard, found.code)
