"""A bounded, clean collection of claims."""

from __future__ import annotations

import unicodedata

from provenance.claims import limits
from provenance.types import Claim


class Notes:
    """Collects claims in order; drops empty and repeated ones, cuts long ones, and stops at the cap."""

    def __init__(self) -> None:
        self._claims: list[Claim] = []

    def add(self, source: str, name: str, value: object) -> None:
        """Note one claim; `value` is whatever the file holds: text, bytes, numbers, or a tuple of them."""
        claim = Claim(source, name, _clean(_text(value)))
        if claim.value and claim not in self._claims and len(self._claims) < limits.CLAIMS:
            self._claims.append(claim)

    def all(self) -> tuple[Claim, ...]:
        """Give what was collected."""
        return tuple(self._claims)


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value[: 4 * limits.VALUE].decode("utf-8", "replace")
    if isinstance(value, (list, tuple)):
        return ", ".join(_text(one) for one in value[: limits.LIST_ENTRIES])
    return str(value)[: 4 * limits.VALUE]


def _clean(text: str) -> str:
    """Give one line of printable text; control characters and changes of direction become blanks."""
    printable = "".join(" " if unicodedata.category(letter) in ("Cc", "Cf", "Cs") else letter for letter in text)
    line = " ".join(printable.split())
    return line if len(line) <= limits.VALUE else line[: limits.VALUE - 1] + "…"
