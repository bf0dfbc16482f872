"""Fetching the DID document; the method fixes its address, so that no other name of the site is tried."""

from __future__ import annotations

from verify.authors.bindings.did_web.reading import PATH, read
from verify.authors.bindings.kinds import Answer, Asked
from verify.authors.bindings.ways import Got, Ways, document


def ask(ways: Ways, asked: Asked) -> Answer:
    """What the domain's DID document says of the key now."""
    found = document(ways, asked.domain, PATH)
    return read(found.body, asked) if isinstance(found, Got) else Answer(found.heard, found.code)
