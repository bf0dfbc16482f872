"""docs/words-table.md: every sentence of a result in every language, each beside what it does not show.

`python -m verify.languages.table` writes it, a test holds it to the catalogue. The sentences are those of the codes,
and what they do not show is what the glossary says of them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import django
from django.utils import translation

from verify.languages.catalogues import ROOT, SPOKEN

PAGE: Final = ROOT / "docs" / "words-table.md"

HEAD: Final = """\
# Words

Every headline and every sentence that a result can say, in both languages, and what it does not show. Made by
`make messages`; tests hold this page to the code, and look that no sentence says true, fake, verified or guaranteed, in
either language. How the words are chosen: [words.md](words.md).

"""


@dataclass(frozen=True, slots=True)
class Row:
    """One code in one language."""

    code: str
    sentence: str
    not_shown: str


def rows(language: str) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Each part of the glossary that explains codes, with its codes in the words of `language`."""
    # Imported late: the parts are lazy texts of a Django that is set up.
    from provenance.sentences import CATALOGUE
    from verify.pages.presentation.glossary.page import PARTS

    with translation.override(language):
        for part in PARTS:
            said = tuple(
                Row(code, translation.gettext(CATALOGUE[code]), str(entry.not_shown))
                for entry in part.entries
                for code in entry.codes
            )
            if said:
                yield str(part.title), said


def large_words(language: str) -> dict[str, str]:
    """The few words in which the page's heading says each headline."""
    from verify.pages.presentation.words import HEADLINES

    with translation.override(language):
        return {code: str(sign.word) for code, sign in HEADLINES.items()}


def page() -> str:
    """The whole page."""
    languages = [code for code, _ in SPOKEN]
    names = [name for _, name in SPOKEN]
    large = [large_words(one) for one in languages]
    lines = ["## Headlines in a few words", "", *_head(["code", *names])]
    lines += [_line([f"`{code}`", *(one[code] for one in large)]) for code in large[0]]
    for parts in zip(*(tuple(rows(one)) for one in languages), strict=True):
        lines += ["", f"## {' · '.join(title for title, _ in parts)}", "", *_head(["code", *names])]
        lines += [
            _line([f"`{same[0].code}`", *(f"{one.sentence}<br>*{one.not_shown}*" for one in same)])
            for same in zip(*(said for _, said in parts), strict=True)
        ]
    return HEAD + "\n".join(lines) + "\n"


def _head(cells: list[str]) -> list[str]:
    return [_line(cells), _line(["---"] * len(cells))]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> int:
    """Write the page."""
    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)} is written.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
