"""Text that other people wrote, made harmless to read: nothing hidden, nothing that turns the line around.

Escaping is the template's work; this deals with what escaping leaves alone: control characters, characters that
reverse the reading direction, and texts without end.
"""

from __future__ import annotations

import unicodedata

MAX_SHOWN = 300  # characters of one foreign text on a page: longer than any honest caption line, short enough to scan
FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
KEPT = frozenset("\u200c\u200d")  # joiners: needed to spell Persian and Hindi; they move nothing


def visible(text: str, limit: int = MAX_SHOWN) -> str:
    """Return `text` with hidden characters written out as `‹U+202E›` and cut after `limit` characters."""
    shown = "".join(_written_out(character) for character in text[:limit])
    return f"{shown} …" if len(text) > limit else shown


def isolated(text: str, limit: int = MAX_SHOWN) -> str:
    """Return visible `text` between isolation marks, so that its direction stays its own inside a sentence."""
    return f"{FIRST_STRONG_ISOLATE}{visible(text, limit)}{POP_ISOLATE}"


def quoted(text: str, limit: int = 80) -> str:
    """Return visible, isolated `text` in quotation marks, as a name somebody else chose."""
    return f"“{isolated(text, limit)}”"


def _written_out(character: str) -> str:
    if character in KEPT or unicodedata.category(character) not in HIDDEN_CATEGORIES:
        return character
    return " " if character in "\t\n\r" else f"‹U+{ord(character):04X}›"
