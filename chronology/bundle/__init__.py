"""Bundles: records with their proofs in one file, and the check that needs no network.

What checks imports neither SQLAlchemy nor web3 nor requests; `assemble`, which reads a log, stands apart.
"""

from chronology.bundle.bundle import Bundle
from chronology.bundle.checking import check, check_bytes, check_for
from chronology.bundle.questions import Node, Question, Witness, logs_from, witnesses_from
from chronology.bundle.report import ReportSignature, check_report, report_digest, report_signer, sign_report
from chronology.bundle.values import (
    AnchorEvidence,
    Bound,
    BundleAnswer,
    BundledBeacon,
    BundledRecord,
    Grade,
    GradeState,
    Interval,
    RecordAnswer,
    Regards,
)

__all__ = [
    "AnchorEvidence",
    "Bound",
    "Bundle",
    "BundleAnswer",
    "BundledBeacon",
    "BundledRecord",
    "Grade",
    "GradeState",
    "Interval",
    "Node",
    "Question",
    "RecordAnswer",
    "Regards",
    "ReportSignature",
    "Witness",
    "check",
    "check_bytes",
    "check_for",
    "check_report",
    "logs_from",
    "report_digest",
    "report_signer",
    "sign_report",
    "witnesses_from",
]
