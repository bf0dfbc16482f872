"""Text that people write here: plain, in NFC, with nothing in it that hides or turns the text around it."""

from __future__ import annotations

import unicodedata

LINE_ENDS = "\n"


def line(text: str, most: int) -> str:
    """One line of at most so many characters."""
    return " ".join(_plain(text[: 4 * most], "").split())[:most]


def paragraphs(text: str, most: int) -> str:
    """Some lines of at most so many characters together, empty where nothing can be read."""
    plain = _plain(text.replace("\r\n", "\n").replace("\r", "\n")[: 4 * most], LINE_ENDS)
    return plain.strip()[:most]


def _plain(text: str, kept: str) -> str:
    # Joiners are format characters and needed to spell Persian and Hindi; they move nothing.
    return "".join(one if one in kept or one in "\u200c\u200d" or _is_seen(one) else " " for one in _composed(text))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] not in "CZ" or character == " "
