"""What the well-known file says; its form is described in docs/bindings.md."""

from __future__ import annotations

import msgspec

from verify.authors.bindings.kinds import Answer, Asked, Heard
from verify.authors.bindings.reading import address_in, digest_of, document_of, unreadable

SCHEMA = "firstlight.authors/1"
PATH = "/.well-known/firstlight-authors.json"
MOST_ENTRIES = 2_000
"""A large newsroom has a thousand people who sign; the rest of a longer file is not read."""


class Entry(msgspec.Struct):
    """One key; `origin` limits it to one installation, `principal` to one name there."""

    address: str
    principal: str = ""
    origin: str = ""


class AuthorsFile(msgspec.Struct):
    """The whole file."""

    schema: str
    authors: list[Entry]


def read(body: bytes, asked: Asked) -> Answer:
    """Whether the file names the key; never raises."""
    file = document_of(body, AuthorsFile)
    if file is None or file.schema != SCHEMA:
        return unreadable()
    here = [one for one in file.authors[:MOST_ENTRIES] if one.origin.lower() in ("", *asked.origins)]
    mine = [one for one in here if address_in(one.address) == asked.address]
    seen = digest_of(body)
    if any(one.principal in ("", asked.principal) for one in mine):
        return Answer(Heard.NAMES_KEY, "binding.names_key", seen)
    if mine:
        return Answer(Heard.NAMES_OTHERS, "binding.names_other_name", seen)
    if here:
        return Answer(Heard.NAMES_OTHERS, "binding.names_others", seen)
    return Answer(Heard.NAMES_NOBODY, "binding.names_nobody", seen)
