"""What the TXT records say; the name is underscored as RFC 8552 asks, so that it collides with no host."""

from __future__ import annotations

from verify.authors.bindings.kinds import Answer, Asked, Heard
from verify.authors.bindings.reading import address_in, digest_of

PREFIX = "firstlight="
MOST_RECORDS = 50
"""A name with more records is no list of keys."""


def name_of(domain: str) -> str:
    """Under which name the records stand."""
    return f"_firstlight.{domain}"


def read(records: tuple[str, ...], asked: Asked) -> Answer:
    """Whether the records name the key; other texts under the name are passed over."""
    ours = [one.strip() for one in records[:MOST_RECORDS] if one.strip().lower().startswith(PREFIX)]
    seen = digest_of("\n".join(sorted(ours)).encode())
    if not ours:
        return Answer(Heard.NOT_THERE, "binding.not_there")
    if asked.address in {address_in(one[len(PREFIX) :]) for one in ours}:
        return Answer(Heard.NAMES_KEY, "binding.names_key", seen)
    return Answer(Heard.NAMES_OTHERS, "binding.names_others", seen)
