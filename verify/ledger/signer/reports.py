"""What the signer signs as a report of the installation: reports of checks, and no other JSON that reaches it."""

from __future__ import annotations

from datetime import datetime

from chronology.bundle.report import read_json, sign_report
from chronology.errors import Malformed
from chronology.notes import NoteSigner
from verify.ledger.asking import REFUSED, SIGNED
from verify.ledger.local_socket import Frame

SCHEMA = "firstlight.report/1"


def report_noted(report: bytes, signer: NoteSigner, at: datetime) -> Frame:
    """The signed note over a report, or the sentence that says why there is none."""
    try:
        if read_json(report).get("schema") != SCHEMA:
            return Frame(REFUSED, f"Only reports of the schema {SCHEMA} are signed.".encode())
        return Frame(SIGNED, sign_report(report, signer, at))
    except Malformed as problem:
        return Frame(REFUSED, str(problem).encode())
