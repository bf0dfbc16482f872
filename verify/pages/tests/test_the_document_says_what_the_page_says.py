"""One answer, told twice: every sentence of the page's evidence stands in the document, word for word."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable

import pytest
from django.utils.text import capfirst

from provenance.types import Report
from verify.accounts.models import Organisation
from verify.cases.models import Verification
from verify.cases.uploader import Uploader
from verify.ledger.services import record_open, record_sealed
from verify.ledger.values import Viewer
from verify.pages.presentation.page import result_page
from verify.pages.tests import reports
from verify.pages.tests.conftest import Writing
from verify.reports.assembling import report_document
from verify.reports.document import ReportDocument, as_json
from verify.reports.layout import html_of
from verify.reports.tests.conftest import Checked, checked  # noqa: F401 - the fixture

BYTES = bytes.fromhex(reports.DIGEST)
HERE = "https://desk.example.org"
FORBIDDEN = re.compile(r"\b(true|fake|verified|guaranteed|authentic)\b", re.IGNORECASE)


def told(found: Verification, viewer: Uploader | None = None) -> ReportDocument:
    document = report_document(found, viewer=viewer, address=HERE)
    assert document is not None
    return document


def words(document: ReportDocument) -> str:
    return html.unescape(html_of(document))


@pytest.mark.parametrize("made", [reports.unknown_middle, reports.bad_middle, reports.long_branches, reports.bare])
def test_every_sentence_of_the_evidence_stands_in_it(made: Callable[[], Report], checked: Checked) -> None:  # noqa: F811
    document = told(checked(made()))
    page = result_page(made())
    text = words(document)

    assert page.summary.sentence in text
    assert all(capfirst(str(limit)) in text for limit in page.summary.limits)
    same = [line.sentence for line in page.lines if line.question in {"Where from", "What was done", "Who says so"}]
    assert same
    assert all(sentence in text for sentence in same)
    assert [one.title for one in document.steps] == [one.title for one in (*page.history.first, *page.history.rest)]


@pytest.mark.parametrize("made", [reports.unknown_middle, reports.bad_middle, reports.bare])
def test_no_word_of_it_judges(made: Callable[[], Report], checked: Checked) -> None:  # noqa: F811
    text = re.sub(r"<[^>]*>", " ", words(told(checked(made()))))
    assert FORBIDDEN.findall(text) == []
    assert FORBIDDEN.findall("a verified picture")


def test_texts_of_the_file_stay_texts(checked: Checked) -> None:  # noqa: F811
    page = html_of(told(checked(reports.hostile())))
    assert page.count("<img ") == 1
    assert "<script" not in page
    assert "\u202e" not in page


def test_the_same_answer_has_the_same_number(checked: Checked) -> None:  # noqa: F811
    found = checked(reports.unknown_middle())
    assert told(found).digest == told(found).digest
    assert html_of(told(found)) == html_of(told(found))
    assert told(found).digest != told(checked(reports.unknown_middle())).digest


@pytest.fixture
def recorded(writing: Writing, desk: Organisation, checked: Checked) -> Verification:  # noqa: F811
    record_open(sha256=BYTES, owner=Viewer(desk.pk), media_type="image/jpeg")
    writing.batch()
    return checked(reports.bare())


def test_a_record_brings_its_proof(recorded: Verification) -> None:
    (proof,) = told(recorded).proofs
    facts = dict(proof.facts)

    assert facts["Leaf index"].isdecimal()
    assert len(facts["Leaf hash"]) == len(proof.root) == 64
    assert proof.bundle.startswith(f"{HERE}/c/{recorded.pk}/bundle/")
    assert "firstlight-record-" in proof.commands[0][1]
    assert "written" in proof.written


def test_a_shared_copy_leads_to_what_its_reader_may_open(recorded: Verification) -> None:
    document = report_document(recorded, viewer=None, address=HERE, shared="/shared/abc")
    assert document is not None
    assert document.asked.address == f"{HERE}/shared/abc"
    assert recorded.pk not in json.dumps(as_json(document))


def test_a_sealed_record_changes_nothing_for_others(
    writing: Writing,
    desk: Organisation,
    checked: Checked,  # noqa: F811
) -> None:
    found = checked(reports.bare())
    writing.batch()
    before = told(found)
    record_sealed(sha256=BYTES, owner=Viewer(desk.pk))
    writing.batch()
    assert told(found) == before
    assert before.proofs == ()
