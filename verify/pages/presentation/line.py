"""One line of evidence."""

from __future__ import annotations

from dataclasses import dataclass

from verify.pages.presentation.words import Sign


@dataclass(frozen=True, slots=True)
class Line:
    """The question, the sign of its state, the sentence."""

    question: str
    sign: Sign
    sentence: str
