"""One line of evidence."""

from __future__ import annotations

from dataclasses import dataclass

from verify.pages.presentation.words import Sign


@dataclass(frozen=True, slots=True)
class Line:
    """The question, the sign of its state, the sentence; `record` names a record that has a page of its own.

    `resembles`: the record is of a work that resembles the file, not of its bytes, and is shown further down.
    `explained` is the anchor in the glossary where the line is explained.
    `consent` names a consent that has a page of its own; `objects` offers the way to object to a likeness.
    """

    question: str
    sign: Sign
    sentence: str
    record: str = ""
    resembles: bool = False
    consent: str = ""
    objects: bool = False
    explained: str = ""
