"""Reading a PDF as others do: its words by PDFium, its structure by qpdf."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Any

import pikepdf
import pypdfium2


def words_of(pdf: bytes) -> str:
    """Return the text of every page as a reader would copy it, spaces run together."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return re.sub(r"\s+", " ", " ".join(_page(document, at) for at in range(len(document))))
    finally:
        document.close()


def _page(document: Any, at: int) -> str:
    page = document[at]
    text = page.get_textpage()
    try:
        found: str = text.get_text_range()
        return found
    finally:
        text.close()
        page.close()


def tags_of(pdf: bytes) -> tuple[Counter[str], list[str]]:
    """Return how often each tag of the structure is used, and the words that stand for its figures."""
    tags: Counter[str] = Counter()
    alternatives: list[str] = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _walk(document.Root.StructTreeRoot.K, tags, alternatives)
    return tags, alternatives


def _walk(part: Any, tags: Counter[str], alternatives: list[str]) -> None:
    if isinstance(part, pikepdf.Array):
        for one in part:
            _walk(one, tags, alternatives)
    elif isinstance(part, pikepdf.Dictionary) and "/S" in part:
        tags[str(part.S)[1:]] += 1
        alternatives += [str(part.Alt)] if "/Alt" in part else []
        _walk(part.get("/K", pikepdf.Array()), tags, alternatives)


def bookmarks_of(pdf: bytes) -> list[str]:
    """Return the bookmarks of the first and second level, in their order."""
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        return [one.title for top in outline.root for one in (top, *top.children)]
