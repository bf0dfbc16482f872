"""Codes that show no more than that something is missing, could not be asked, has lapsed, or looks alike.

Unavailable is never invalid, absent is never fake, lapsed is never forged, a look-alike never accuses (DESIGN section
4). A policy that labels such a code has to say that it means to. Whatever is not named here and has one of the states
below in a report is treated in the same way when a label is decided, so that a code forgotten here labels nothing.
"""

from __future__ import annotations

from typing import Final

from provenance.types import State

STATES: Final = frozenset({State.ABSENT, State.UNAVAILABLE, State.NOT_CHECKED})

_OUTCOMES: Final = (
    "unreadable", "credentials_damaged", "no_credentials", "credentials_elsewhere", "certificate_lapsed",
    "copy_of_record", "differs_from_record",
)  # fmt: skip

_ROOMS: Final = ("likeness.", "recovered.", "refused.", "preview.", "content.")
"""Look-alikes and what was recovered by them, files that were not read, and contents that were not given."""

_FINDINGS: Final = (
    "step.not_checkable", "time.lapsed", "time.none", "ingredient.without_credentials", "identity.lapsed",
    "identity.unavailable", "identity.not_checked", "identity.recorded_failure", "identity.disagreed",
    "credentials.remote", "credentials.absent", "credentials.damaged", "sidecar.given", "history.cut",
    "on_record.none", "on_record.unavailable", "on_record.waiting", "on_record.none_in_mirror",
    "on_record.mirror", "on_record.mirror_stale", "author.none", "author.unavailable",
    "author.stated.waiting", "author.not_recorded", "author.held_later", "author.not_final",
    "author.signature_unavailable", "author.sealed_content", "author.delegation_unavailable",
    "author.delegation_unknown", "author.key_order_unknown", "author.organisation_key_order_unknown",
    "author.delegation_order_unknown", "author.term_unknown", "author.organisation_unknown",
    "author.organisation_bound.stale", "author.organisation_bound.unreachable",
    "author.claim_unsupported", "source.not_on_record", "signature.may_be_contract", "signature.no_node",
    "signature.node_silent", "signature.state_gone", "signature.wallet_not_deployed", "signature.too_long",
    "signature.contract_not_final", "consent.none", "consent.none_that_counts", "consent.none_for_track",
    "consent.other_work", "consent.not_a_member", "consent.not_yet", "consent.ended", "consent.other_purpose",
    "consent.other_grantee", "consent.other_track", "consent.unavailable", "consent.waiting",
    "camera_list.not_listed", "camera_list.not_asked", "camera_list.not_followed", "camera_list.unavailable",
    "camera.chain.lapsed", "camera.chain.not_yet_valid", "camera.attestation.unreadable",
    "camera.signature.not_understood", "camera.format.unknown", "camera.key.not_given", "camera.revocation.unknown",
    "camera.revocation.unreachable", "camera.revocation.stale", "camera.binding_not_checked",
    "camera.beacon.not_looked_up", "camera.depth.claimed", "camera.motion.claimed", "camera.c2pa.signer_not_read",
    "camera.statement.absent",
)  # fmt: skip

NAMED: Final = frozenset((*_OUTCOMES, *_FINDINGS))


def shows_nothing(code: str) -> bool:
    """Whether a code, or the code of which it is a form, stands for something missing or for a look-alike."""
    parts = code.split(".")
    stems = (".".join(parts[:length]) for length in range(1, len(parts) + 1))
    return code.startswith(_ROOMS) or any(stem in NAMED for stem in stems)
