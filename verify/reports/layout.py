"""From a document to what the press sets: HTML of our own templates, one style sheet, the fonts, the QR code."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import urljoin

from django.template.loader import render_to_string
from django.utils import translation

from verify.reports.document import ReportDocument
from verify.reports.plain import unmarked
from verify.reports.qr import qr_svg
from verify.reports.typefaces import font_faces, font_pieces
from verify.reports.typesetting.press import Manuscript

QR = "qr.svg"
IDENTIFIER_HEX = 32
"""Digits of the digest that name the file inside it (ISO 32000-2, 14.4: 16 bytes)."""


def html_of(document: ReportDocument) -> str:
    """Return the page of a document: the same document gives the same."""
    words = {
        "document": document,
        "title": unmarked(document.title),
        "description": unmarked(document.answer.sentence),
        "digest": document.digest,
        "base": urljoin(document.asked.address, "/").rstrip("/"),
    }
    with translation.override(document.language):
        return render_to_string("reports/report.html", words)


def manuscript_of(html: str, address: str, digest: str) -> Manuscript:
    """Return a page with what it needs to be set; `digest` is the document's, `address` where its QR code leads."""
    return Manuscript(html, _styles(), digest[:IDENTIFIER_HEX], {**font_pieces(), QR: qr_svg(address)})


@cache
def _styles() -> str:
    sheet = Path(__file__).with_name("paper.css").read_text(encoding="utf-8")
    return f"{font_faces()}\n{sheet}"
