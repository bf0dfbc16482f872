""" "How we checked this": a block for the article that uses the file, with its style inside and nothing to be fetched.

The words are those of the answer. The block is HTML without script; a page whose policy drops its style shows it plain.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from django.template.loader import render_to_string
from django.utils import translation

from verify.reports.document import ReportDocument
from verify.reports.plain import unmarked

MOST_LINES: Final = 8
"""As many questions as a reader of an article looks through; the page behind the link has them all."""


def block_of(document: ReportDocument) -> str:
    """Return the block as HTML, everything foreign in it escaped."""
    words = {
        "document": document,
        "style": block_style(),
        "lines": document.lines[:MOST_LINES],
        "more": max(0, len(document.lines) - MOST_LINES),
        "label": unmarked(document.answer.word),
    }
    with translation.override(document.language):
        return render_to_string("reports/block.html", words).strip()


@cache
def block_style() -> str:
    """Return the block's own style sheet, which holds no character that HTML would read."""
    lines = Path(__file__).with_name("block.css").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("/*"))


@cache
def style_digest() -> str:
    """Return the digest by which a content security policy names that style."""
    digest = hashlib.sha256(f"\n{block_style()}\n".encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
