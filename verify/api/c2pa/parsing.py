"""Reads the JSON of a large binding, which is longer than any other JSON that is sent here."""

from __future__ import annotations

from verify.api.parsers import BoundedJSONParser
from verify.recovery.bindings import VALUE_CHARS


class LargeBindingParser(BoundedJSONParser):
    """One algorithm and one value."""

    most_bytes = VALUE_CHARS + 1_000
