"""All real signed files, by class, under three sets of lists; and the sentences that must never be said of a class."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from provenance.conftest import Corpus, CorpusFile
from provenance.credentials.examiner import Examiner
from provenance.inspection import examine
from provenance.tests.expected import CODES, NEVER_CHANGED, NEVER_TRUSTED
from provenance.types import Report

LISTS = ("official", "interim", "desk")


def _report(file: CorpusFile, examiner: Examiner) -> Report:
    sidecar = file.sidecar.read_bytes() if file.sidecar else None
    with file.media.open("rb") as stream:
        return examine(stream, examiner.policy, datetime.now(UTC), sidecar=sidecar, examiner=examiner).report


@pytest.fixture(scope="module", params=LISTS)
def answers(request: pytest.FixtureRequest, corpus: Corpus) -> tuple[str, list[tuple[CorpusFile, Report]]]:
    examiner = Examiner(corpus.policy(request.param))
    return request.param, [(one, _report(one, examiner)) for one in corpus.files()]


def test_the_code_is_right_for_every_class(answers: tuple[str, list[tuple[CorpusFile, Report]]]) -> None:
    lists, reports = answers
    wrong = [
        (file.path.name, file.kind, report.credentials.code)
        for file, report in reports
        if report.credentials.code not in CODES[file.kind].get(lists, {report.credentials.code})
    ]
    assert len(reports) >= 100
    assert wrong == []


def test_no_chain_with_a_gap_reads_as_trusted(answers: tuple[str, list[tuple[CorpusFile, Report]]]) -> None:
    looked_at = [(file, report) for file, report in answers[1] if file.kind.startswith(NEVER_TRUSTED)]
    assert len(looked_at) >= 10
    assert [file.path.name for file, report in looked_at if report.credentials.code == "all_signers_trusted"] == []
    assert [file.path.name for file, report in looked_at if report.headline.code == "all_signers_trusted"] == []


def test_no_lapsed_or_unknown_signer_is_called_changed(answers: tuple[str, list[tuple[CorpusFile, Report]]]) -> None:
    changed = {"changed_after_signing", "problem_in_history"}
    looked_at = [(file, report) for file, report in answers[1] if file.kind.startswith(NEVER_CHANGED)]
    assert len(looked_at) >= 30
    assert [file.path.name for file, report in looked_at if report.credentials.code in changed] == []


def test_a_report_without_lists_trusts_nobody(corpus: Corpus) -> None:
    from provenance.policy import Policy

    examiner = Examiner(Policy())
    codes = {_report(one, examiner).credentials.code for one in corpus.files()}
    assert "all_signers_trusted" not in codes
    assert "some_signers_unknown" not in codes
