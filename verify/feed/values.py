"""What the sources say, before it has a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its kind, what it is about, and what there is to know of it, in plain JSON without floats."""

    kind: str
    subject: str
    body: Mapping[str, Any] = field(default_factory=dict)


GONE: Mapping[str, Any] = {"gone": True}
"""The body of a change that takes a subject away."""
