"""The installation's signature stands under reports of checks and under nothing else that somebody hands the signer."""

from __future__ import annotations

import json

import pytest

from chronology.bundle import check_report
from verify.ledger.signer.reports import report_noted
from verify.ledger.tests.conftest import BEGUN
from verify.ledger.tests.logs import KEY

REPORT = json.dumps({"schema": "firstlight.report/1", "media": {"sha256": "ab" * 32}}).encode()


def test_a_report_is_signed() -> None:
    answer = report_noted(REPORT, KEY, BEGUN)
    assert answer.word == "signed"
    assert check_report(REPORT, answer.body, [KEY.verifier]).at == BEGUN


@pytest.mark.parametrize(
    "body",
    [b'{"anything": "goes"}', b'{"schema": "firstlight.report/2"}', b'{"schema": ["firstlight.report/1"]}', b"[]", b""],
)
def test_anything_else_is_refused(body: bytes) -> None:
    answer = report_noted(body, KEY, BEGUN)
    assert answer.word == "refused"
    assert b"\xe2\x80\x94" not in answer.body, "no signature line"
