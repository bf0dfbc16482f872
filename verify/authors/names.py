"""Texts that people give themselves, as they may be shown beside others: one line, nothing invisible."""

from __future__ import annotations

import unicodedata


def plain_line(text: str, most: int) -> str:
    """One line of at most so many characters: it must not turn the text around it, or hide another one."""
    plain = unicodedata.normalize("NFC", text[: 4 * most])
    shown = "".join(one if unicodedata.category(one)[0] not in "CZ" else " " for one in plain)
    return " ".join(shown.split())[:most]
