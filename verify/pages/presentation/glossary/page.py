"""The glossary as a page: parts in the order of a result, each code with its sentences, and a search without script."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from provenance.sentences import CATALOGUE
from verify.pages.presentation.glossary import (
    answers,
    authors,
    camera_list,
    cameras,
    consents,
    files,
    likenesses,
    records,
    signatures,
    steps,
    terms,
)
from verify.pages.presentation.glossary.entry import Entry, anchor_of
from verify.pages.presentation.words import Words

LONGEST_QUESTION = 100  # characters: longer than any name or code that is looked for


@dataclass(frozen=True, slots=True)
class Part:
    """Entries of one kind under one heading."""

    name: str
    title: Words
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One code, where it is led to, and the sentence in which a result says it."""

    code: str
    anchor: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One entry as it is shown."""

    entry: Entry
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One part as far as its entries were asked for."""

    name: str
    title: Words
    entries: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """The whole page; `question` is what was looked for, empty for everything."""

    question: str
    parts: tuple[ShownPart, ...]

    @property
    def count(self) -> int:
        """Count the entries that are shown."""
        return sum(len(part.entries) for part in self.parts)


PARTS = (
    Part("words", gettext_lazy("Words"), terms.ENTRIES),
    Part("answers", gettext_lazy("The answer on top"), answers.ENTRIES),
    Part("steps", gettext_lazy("Steps and credentials"), steps.ENTRIES),
    Part("records", gettext_lazy("Records"), records.ENTRIES),
    Part("likenesses", gettext_lazy("Similar works"), likenesses.ENTRIES),
    Part("cameras", gettext_lazy("Cameras"), cameras.ENTRIES),
    Part("camera-list", gettext_lazy("The camera list"), camera_list.ENTRIES),
    Part("authors", gettext_lazy("Authors"), authors.ENTRIES),
    Part("signatures", gettext_lazy("Signatures of wallets"), signatures.ENTRIES),
    Part("consents", gettext_lazy("Consents"), consents.ENTRIES),
    Part("files", gettext_lazy("Files and what they claim"), files.ENTRIES),
)


def glossary(question: str = "") -> Glossary:
    """Return the entries in which every word of a question stands, in the reader's language or in a code."""
    asked = question.strip()[:LONGEST_QUESTION]
    words = asked.casefold().split()
    shown = (ShownPart(part.name, part.title, tuple(_matching(part.entries, words))) for part in PARTS)
    return Glossary(asked, tuple(part for part in shown if part.entries))


def _matching(entries: Iterable[Entry], words: list[str]) -> Iterable[Explained]:
    for entry in entries:
        found = Explained(entry, tuple(Said(code, anchor_of(code), _sentence(code)) for code in entry.codes))
        if not words or _has(found, words):
            yield found


def _has(found: Explained, words: list[str]) -> bool:
    entry = found.entry
    said = (text for one in found.said for text in (one.code, one.sentence))
    whole = " ".join((str(entry.called), str(entry.means), str(entry.not_shown), *said)).casefold()
    return all(word in whole for word in words)


def _sentence(code: str) -> str:
    """The sentence with its gaps named, as a result would fill them."""
    return gettext(CATALOGUE.get(code, code)).replace("{", "‹").replace("}", "›")
