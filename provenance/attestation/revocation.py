"""What is known of the standing of certificates: published lists and OCSP responses that were imported before.

Nothing here fetches. Evidence has a time: for a moment long after it, it is stale, and a stale "good" is no "good". A
certificate once seen as revoked stays so however old the evidence is, because nobody takes a revocation back; what is
out of its window and not revoked is stale and never revoked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from provenance.attestation.ocsp import OcspAnswer
from provenance.attestation.status_list import StatusList
from provenance.attestation.types import KeyDigest, Platform, Revocation, RevocationEvidence, Revocations

STALE_AFTER: Final = timedelta(days=7)
"""How long evidence counts that names no end itself: published lists change daily, and a week bridges an outage."""

NOT_PUBLISHED: Final = RevocationEvidence(Revocation.UNKNOWN, "revocation.not_published")
"""The maker publishes nothing that could be asked."""

_NO_SOURCE: Final = RevocationEvidence(Revocation.UNKNOWN, "revocation.no_source")
_UNREACHABLE: Final = RevocationEvidence(Revocation.UNREACHABLE, "revocation.unreachable")

_OF_ONE: Final = (Revocation.REVOKED, Revocation.SUSPENDED, Revocation.GOOD, Revocation.STALE, Revocation.UNREACHABLE)
"""Several pieces of evidence about one certificate: who says something beats who says nothing."""

_OF_CHAIN: Final = (
    Revocation.REVOKED, Revocation.SUSPENDED, Revocation.UNKNOWN, Revocation.UNREACHABLE, Revocation.STALE,
)  # fmt: skip
"""A chain stands as its weakest certificate."""


@dataclass(frozen=True, slots=True)
class Book:
    """All evidence that a reader has; `unreachable` are platforms whose source has never answered yet."""

    lists: tuple[StatusList, ...] = ()
    answers: tuple[OcspAnswer, ...] = ()
    unreachable: tuple[Platform, ...] = ()

    def of_serial(self, platform: Platform, serial: int, issuer: KeyDigest | None, at: datetime) -> RevocationEvidence:
        """The standing of one certificate at a time, by the evidence that says most."""
        lists = (one for one in self.lists if one.platform is platform and one.speaks_for(issuer))
        said = [by_list for one in lists if (by_list := _by_list(one, serial, at))]
        said += [by_answer(one, at) for one in self.answers if one.serial == serial and one.issuer == issuer]
        return of_one(said or [_UNREACHABLE if platform in self.unreachable else _NO_SOURCE])


def of_one(said: Sequence[RevocationEvidence]) -> RevocationEvidence:
    """What several pieces of evidence say of one certificate together: the newest of those that say most."""
    newest = sorted(said, key=lambda one: one.evidence_at.timestamp() if one.evidence_at else 0.0, reverse=True)
    return _first(newest, _OF_ONE)


def of_chain(said: Iterable[RevocationEvidence]) -> RevocationEvidence:
    """What is known of a whole chain: the weakest of its certificates; of an empty one nothing."""
    return _first(list(said) or [_NO_SOURCE], _OF_CHAIN)


def _first(said: Sequence[RevocationEvidence], order: Sequence[Revocation]) -> RevocationEvidence:
    for state in order:
        for one in said:
            if one.state is state:
                return one
    return said[0]


def asked(
    revocations: Revocations | None,
    platform: Platform,
    certificates: Iterable[tuple[int, KeyDigest | None]],
    at: datetime,
) -> RevocationEvidence:
    """What the reader knows of these certificates, by number and key of the issuer each."""
    if revocations is None:
        return _NO_SOURCE
    return of_chain(revocations.of_serial(platform, serial, issuer, at) for serial, issuer in certificates)


def _by_list(one: StatusList, serial: int, at: datetime) -> RevocationEvidence | None:
    entry = one.entries.get(serial)
    if entry is not None:
        code = f"status_list.{entry.state.value}"
        return RevocationEvidence(entry.state, code, one.evidence_at, None, entry.reason, one.source)
    if not one.clears:
        return None
    state = Revocation.STALE if _over(one.evidence_at, None, at) else Revocation.GOOD
    return RevocationEvidence(state, f"status_list.{state.value}", one.evidence_at, source=one.source)


def by_answer(one: OcspAnswer, at: datetime) -> RevocationEvidence:
    """What one checked OCSP response says for a moment."""
    state = one.state
    if state is not Revocation.REVOKED and _over(one.evidence_at, one.next_update, at):
        state = Revocation.STALE
    return RevocationEvidence(state, f"ocsp.{state.value}", one.evidence_at, one.since, one.reason, one.source)


def _over(evidence_at: datetime, ends: datetime | None, at: datetime) -> bool:
    """Whether evidence no longer counts; strangers date theirs as they like, and no date after the last day exists."""
    return at > ends if ends else at - evidence_at > STALE_AFTER
