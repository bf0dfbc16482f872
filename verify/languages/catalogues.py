"""The two catalogues of each language: sentences that Python says, and what stands in templates."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.utils.translation import to_locale

ROOT: Final = Path(__file__).resolve().parent.parent.parent
WORDS: Final = ROOT / "locale" / "words"
"""What Python says: the sentences of every code, the presentation, forms, problems, letters and reports."""
PAGES: Final = ROOT / "locale" / "pages"
"""What stands in templates alone; a text that Python says as well is in `WORDS`."""
PATHS: Final = (WORDS, PAGES)

SOURCE: Final = "en"
SPOKEN: Final = (("en", "English"), ("zh-hans", "Simplified Chinese"))
TRANSLATED: Final = tuple(code for code, _ in SPOKEN if code != SOURCE)


def text_of(folder: Path, language: str) -> Path:
    """Where the translations of `language` ("zh-hans") stand to be read and written by people."""
    return folder / to_locale(language) / "LC_MESSAGES" / "django.po"


def compiled_of(folder: Path, language: str) -> Path:
    """Where the same stand as the program reads them."""
    return text_of(folder, language).with_suffix(".mo")
