"""Credentials that owners published, for a file that was confirmed to be a copy of what they recorded."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.comparison.types import Likeness
from provenance.likeness import Search
from provenance.recovered import SeenRecovery, with_heard, with_recovered
from provenance.types import Report
from verify import wiring
from verify.cases.likenesses import CONFIRMED, LikenessView, likenesses_of
from verify.cases.models import Verification
from verify.cases.outside import heard_elsewhere, outside_answers
from verify.cases.uploader import Uploader
from verify.recovery.selectors import Published, published_among


@dataclass(frozen=True, slots=True)
class Recovered:
    """Published credentials of a recorded work, and how the file in question stands to that work.

    They are bound to the recorded file and not to this one: approximate, whatever they say.
    """

    published: Published
    likeness: LikenessView

    @property
    def differs(self) -> bool:
        """Whether content differs, and not only what platforms change."""
        return self.likeness.comparison.likeness is Likeness.DIFFERS


def recovered_for(verification: Verification, viewer: Uploader | None) -> tuple[Recovered, ...]:
    """What can be given back to this file, copies before what differs; nothing where pixels did not confirm it.

    A code alone may be planted or carried over from another picture, so that none is believed without the comparison.
    Source: C2PA Soft Binding Resolution API 2.2, security considerations.
    """
    if verification.search != Search.DONE:
        return ()
    confirmed = [one for one in likenesses_of(verification, viewer) if one.comparison.likeness in CONFIRMED]
    published = published_among(one.record for one in confirmed if not one.sealed)
    found = [Recovered(published[one.record], one) for one in confirmed if one.record in published]
    return tuple(sorted(found, key=lambda one: one.differs))


def report_with_recovered(report: Report, verification: Verification, viewer: Uploader | None) -> Report:
    """The report with the published credentials of the works that its file was confirmed to be a copy of."""
    at = wiring.now()
    heard = [heard_elsewhere(one) for one in outside_answers(verification)]
    told = with_recovered(report, [_seen(one) for one in recovered_for(verification, viewer)], at)
    return with_heard(told, heard, at)


def _seen(one: Recovered) -> SeenRecovery:
    return SeenRecovery(
        record=one.published.record,
        recorder=one.likeness.recorder,
        manifest=one.published.manifest_id,
        original=one.published.report,
        checked=one.published.published,
        differs=one.differs,
    )
