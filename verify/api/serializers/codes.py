"""The words that an answer may use; the order of the credentials codes is the order in which they win."""

from __future__ import annotations

from chronology.anchors.protocol import AnchorState
from chronology.records import Kind
from provenance import types
from provenance.report_json import SCHEMA
from provenance.statements.evidence import Standing
from provenance.statements.fields import KINDS as SIGNED_KINDS
from provenance.statements.types import Scope, SignatureState
from verify.authors.models import PrincipalKind
from verify.cases.likenesses import Band
from verify.index.types import How

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
PHASES = ("waiting", "fetching", "examining", "similar", "finished")
RECORD_FORMS = ("open", "sealed")
RECORD_KINDS = tuple(kind.name.lower() for kind in Kind)
RECORD_STATES = ("waiting", "recorded")
RECORD_STEPS = (*RECORD_STATES, "checkpointed", "cosigned", "seen", "final", "retracted")
ANCHOR_STATES = tuple(AnchorState)
BANDS = tuple(one.value for one in Band)
HOWS = tuple(one.name.lower() for one in How)
SIGNED_TYPES = tuple(SIGNED_KINDS)
SIGNATURE_STATES = tuple(SignatureState)
PARTY_KINDS = tuple(PrincipalKind.values)
SCOPES = tuple(Scope)
DIRECTIONS = ("given", "received")
STANDINGS = tuple(Standing)
