"""What people wrote in several lines, harmless to read."""

from __future__ import annotations

from verify.pages.presentation.text import isolated

LONGEST = 4_000


def lines(text: str) -> tuple[str, ...]:
    """One text for each line that holds something."""
    return tuple(isolated(one, LONGEST) for one in text.splitlines() if one.strip())
