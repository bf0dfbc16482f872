"""Words of the pages as values of a document: translated now, the marks of direction around foreign texts kept."""

from __future__ import annotations

from verify.pages.presentation.line import Line
from verify.pages.presentation.text import FIRST_STRONG_ISOLATE, POP_ISOLATE
from verify.pages.presentation.words import Sign, Words
from verify.reports.document import Told


def plain(words: Words | None) -> str:
    """Return translated words as a text."""
    return str(words or "")


def unmarked(text: str) -> str:
    """Return a text without marks of direction, for titles and for machines."""
    return text.replace(FIRST_STRONG_ISOLATE, "").replace(POP_ISOLATE, "")


def first_large(words: Words) -> str:
    """Return the words with their first letter large, for the word beside a heading."""
    text = plain(words)
    return text[:1].upper() + text[1:]


def told(question: Words, sign: Sign, sentence: Words) -> Told:
    """Return one line with its sign in words."""
    return Told(plain(question), first_large(sign.word), plain(sentence), sign.tone)


def told_line(line: Line) -> Told:
    """Return a line of the result page."""
    return told(line.question, line.sign, line.sentence)
