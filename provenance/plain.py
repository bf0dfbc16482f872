"""The plainest values that every part shares: below all other types, so that none of them go in a circle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NewType

Sha256Hex = NewType("Sha256Hex", str)

Param = str | int | tuple[str, ...]
Params = Mapping[str, Param]
