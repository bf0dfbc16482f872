"""One reason against a message, for whoever asks whether it may be taken."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A stable code, and a sentence that says what to do."""

    code: str
    sentence: str
