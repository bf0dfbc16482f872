"""The words that an answer may use; the order of the credentials codes is the order in which they win."""

from __future__ import annotations

from provenance import types
from provenance.report_json import SCHEMA

REPORT_SCHEMAS = (SCHEMA,)
CREDENTIALS_CODES = (
    "unreadable",
    "credentials_damaged",
    "changed_after_signing",
    "signer_denied",
    "problem_in_history",
    "certificate_lapsed",
    "signer_unknown",
    "some_signers_unknown",
    "credentials_elsewhere",
    "no_credentials",
    "all_signers_trusted",
)

HEADLINE_ONLY_CODES = (
    "differs_from_record",
    "declared_ai_generated",
    "declared_ai_edited",
    "same_as_record",
    "copy_of_record",
    "captured",
)

HEADLINE_CODES = CREDENTIALS_CODES + HEADLINE_ONLY_CODES
FINDING_STATES = tuple(types.State)
TRUSTS = tuple(types.Trust)
INTEGRITIES = tuple(types.Integrity)
SIGNING_TIMES = tuple(types.SigningTime)
VERIFICATION_STATES = ("queued", "running", "done", "refused", "failed")
PHASES = ("waiting", "fetching", "examining", "finished")
