"""One explanation of the glossary."""

from __future__ import annotations

from dataclasses import dataclass

from verify.pages.presentation.words import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """What something is called, what it means, what it does not show, and the codes of the catalogue it explains.

    Codes that say the same with another name or time in it share one entry.
    """

    called: Words
    means: Words
    not_shown: Words
    codes: tuple[str, ...] = ()
    word: str = ""

    @property
    def anchor(self) -> str:
        """Return where the entry begins on its page: its word, or the first of its codes."""
        return self.word or anchor_of(self.codes[0])


def anchor_of(code: str) -> str:
    """Return where a code is explained on the page of the glossary."""
    return f"code-{code}"


def explained(called: Words, means: Words, not_shown: Words, *codes: str) -> Entry:
    """Return the entry of one or several codes."""
    return Entry(called, means, not_shown, codes)


def term(word: str, called: Words, means: Words, not_shown: Words) -> Entry:
    """Return the entry of a word that pages use; `word` is its name in addresses."""
    return Entry(called, means, not_shown, word=word)
