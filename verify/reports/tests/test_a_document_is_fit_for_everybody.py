"""The PDF as a blind reader's program and a court's archive take it: tagged, named, and the same bytes each time."""

from __future__ import annotations

import io

import pikepdf
import pytest

from verify.reports.layout import html_of, manuscript_of
from verify.reports.tests.documents import ADDRESS, DIGEST, HASH, rich
from verify.reports.tests.paper import bookmarks_of, tags_of, words_of
from verify.reports.typesetting.press import pdf_of


def printed() -> bytes:
    document = rich()
    return pdf_of(manuscript_of(html_of(document), document.asked.address, document.digest), without_walls=True)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return printed()


def test_it_calls_itself_what_it_is(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "en"
        assert bool(document.Root.MarkInfo.Marked)
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        assert document.open_metadata()["pdfuaid:part"] == "1"
        assert document.open_metadata()["dc:title"] == "One signer unknown · Firstlight report"
        assert all(str(page.Tabs) == "/S" for page in document.pages if "/Annots" in page)


def test_its_structure_is_told_to_who_listens(pdf: bytes) -> None:
    tags, alternatives = tags_of(pdf)

    assert tags["H1"] == 1
    assert tags["H2"] > 8
    assert min(tags[one] for one in ("Table", "TH", "TD", "L", "LI", "Link")) > 2
    assert tags["Figure"] == len(alternatives) == 1
    assert alternatives == [f"QR code that leads to {ADDRESS}"]


def test_it_has_bookmarks(pdf: bytes) -> None:
    marks = bookmarks_of(pdf)

    assert marks[0] == "The answer"
    assert {"The evidence, line by line", "What was not checked", "Appendix A: proofs"} <= set(marks)


def test_its_words_can_be_read_and_copied(pdf: bytes) -> None:
    words = words_of(pdf)

    for wanted in ("晨光图片社", "What this does not tell you", ADDRESS, HASH, rich().digest, "1 / "):
        assert wanted.replace(" ", "") in words.replace(" ", "")
    assert DIGEST in words.replace(" ", "")


def test_no_letter_is_an_empty_box(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        names = {str(font.BaseFont) for page in document.pages for font in page.Resources.Font.values()}
    assert any("Droid" in name or "CJK" in name or "Hei" in name for name in names), names


def test_the_same_document_gives_the_same_bytes(pdf: bytes) -> None:
    assert printed() == pdf
