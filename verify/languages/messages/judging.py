"""What is amiss with a catalogue: texts without a translation, and translations that lost a name or a tag."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from babel.messages.catalog import Catalog, Message

from verify.languages.messages.keeping import first, messages
from verify.languages.messages.templates import Found

PLACE: Final = re.compile(r"%\([a-z_0-9.]+\)[sd]|%[sd]|%|\{[a-z_]+\}|</?[a-z][^>]*>")
"""What is filled in later, a percent sign that would break it, or a tag: every translation has the same ones."""


def amiss(catalog: Catalog, found: Iterable[Found]) -> Iterator[str]:
    """One line for every text that is missing, empty, waiting for a look, or no longer said."""
    wanted = {first(one): one for one in found}
    for one in messages(catalog):
        key = first(one.id if isinstance(one.id, str) else tuple(one.id))  # type: ignore[arg-type]
        if wanted.pop(key, None) is None:
            yield f"not said any more: {key}"
        else:
            yield from _wrong(one, key)
    yield from (f"missing: {key}" for key in wanted)


def _wrong(message: Message, key: str) -> Iterator[str]:
    forms = list(message.string) if isinstance(message.string, list | tuple) else [message.string]
    if not all(forms):
        yield f"not translated: {key}"
    elif message.fuzzy:
        yield f"waits for a look: {key}"
    else:
        several = message.id if isinstance(message.id, str) else message.id[1]
        yield from (f"other places: {key} → {form}" for form in forms if places(form) != places(several))


def places(text: str) -> list[str]:
    """What a translation has to have as well, sorted."""
    return sorted(PLACE.findall(text.replace("%%", "")))
