"""The published versions of the badge's script: each has an address for ever, and a digest that browsers hold it to."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parent.parent / "static" / "firstlight" / "badge"
NEWEST: Final = "1.1.0"
VERSIONS: Final = ("1.0.0", NEWEST)
"""A page that names a version goes on with it: none is ever changed or taken away."""


@dataclass(frozen=True, slots=True)
class BadgeScript:
    """One version; `integrity` is what stands in the attribute of that name (W3C Subresource Integrity)."""

    version: str
    content: bytes = field(repr=False)

    @property
    def integrity(self) -> str:
        """SHA-384, as browsers want it."""
        return f"sha384-{base64.b64encode(hashlib.sha384(self.content).digest()).decode()}"


def badge_script(version: str) -> BadgeScript | None:
    """The script of a version; None where there is no such version."""
    return _read(version) if version in VERSIONS else None


def newest_script() -> BadgeScript:
    """The version that the page for builders offers."""
    return _read(NEWEST)


@cache
def _read(version: str) -> BadgeScript:
    return BadgeScript(version, (FOLDER / f"{version}.js").read_bytes())
