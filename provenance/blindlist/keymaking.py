"""Making a key together: every maintainer deals, each share is the sum of what was dealt to it, nobody knows all.

Source: Pedersen's key generation with Feldman's commitments and complaints answered in the open, each dealer proving
that it knows what it commits to (as in RFC 9591, appendix C). Messages go over a public board in three phases: deals,
complaints, reveals; what comes late is not there. Whoever reads the same messages concludes the same; a key counts only
where a quorum signed the same conclusion, so that a board that shows different messages to different people makes none.
A dealer that stays away after seeing others' deals can sway a bit of the key, which keeps the key as secret as before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from provenance.blindlist.cbor import encode
from provenance.blindlist.dealing import (
    Complaint,
    Deal,
    DealSecret,
    Reveal,
    Terms,
    answer,
    check_deal,
    deal,
    opened,
    require_fit,
)
from provenance.blindlist.errors import BadPoint, KeyMakingFailed
from provenance.blindlist.ristretto import ZERO, add, base_times, plus, point_from, scalar_from
from provenance.blindlist.sealing import SealingKey
from provenance.blindlist.sharing import committed_share
from provenance.blindlist.types import HolderIndex, KeyShare, Point, PublicKey, Scalar

__all__ = [
    "Complaint", "Deal", "DealSecret", "Outcome", "Reveal", "Terms", "answer", "check_deal", "conclude", "deal",
    "opened", "public_key_bytes", "share_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """The key as everybody concludes it, whose deals are in it, and who was left out with a stable code."""

    public: PublicKey
    qualified: tuple[HolderIndex, ...]
    faults: tuple[tuple[HolderIndex, str], ...]


def conclude(
    terms: Terms, deals: Sequence[Deal], complaints: Sequence[Complaint], reveals: Sequence[Reveal]
) -> Outcome:
    """The key that these messages make, in any order; raises KeyMakingFailed where too few deals are good."""
    faults = {one.dealer: "deal.two" for one in deals for other in deals if one.dealer == other.dealer and one != other}
    once = {one.dealer: one for one in deals}
    for dealer, dealt in once.items():
        fault = check_deal(terms, dealt) or _fault_of_complaints(terms, dealt, complaints, reveals)
        if fault:
            faults.setdefault(dealer, fault)
    members = [one for one, _ in terms.members]
    missing = {one: "deal.absent" for one in members if one not in once}
    good = [once[one] for one in members if one in once and one not in faults]
    return Outcome(_public(terms, good), tuple(one.dealer for one in good), tuple(sorted((missing | faults).items())))


def share_of(
    outcome: Outcome, deals: Sequence[Deal], reveals: Sequence[Reveal], me: HolderIndex, key: SealingKey
) -> KeyShare:
    """My share of the key, checked against what is public of it; raises KeyMakingFailed where it does not fit."""
    total, public = ZERO, outcome.public
    for dealt in {one.dealer: one for one in deals if one.dealer in outcome.qualified}.values():
        total = add(total, _dealt_to(me, dealt, reveals, key))
    if total == ZERO or base_times(total) != dict(public.shares)[me]:
        raise KeyMakingFailed("The share that was dealt here does not fit the key. Begin a new round.")
    return KeyShare(public.name, public.epoch, me, total)


def public_key_bytes(public: PublicKey) -> bytes:
    """The key as maintainers sign it: one spelling for one key."""
    return encode([public.name.value, public.epoch, public.threshold, public.joint, public.shares])


def _dealt_to(me: HolderIndex, dealt: Deal, reveals: Sequence[Reveal], key: SealingKey) -> Scalar:
    """What one dealer dealt to me, in its box or, where that was complained of, in the open."""
    got = opened(dealt, me, key)
    if not isinstance(got, Complaint):
        return got
    told = next((one.value for one in reveals if (one.dealer, one.to) == (dealt.dealer, me)), None)
    if told is None:
        raise KeyMakingFailed("A share that does not fit was not complained of in time. Begin a new round.")
    return told


def _public(terms: Terms, good: Sequence[Deal]) -> PublicKey:
    """Fewer deals than the threshold might all be of people who work together: then they would know the key."""
    if len({one.dealer for one in good}) < terms.threshold:
        raise KeyMakingFailed("Too few maintainers dealt rightly. Begin a new round.")
    try:
        joint = reduce(plus, (one.commitments[0] for one in good))
        shares = tuple((one, _joint_share(good, one)) for one, _ in terms.members)
        return PublicKey(terms.name, terms.epoch, terms.threshold, point_from(joint), shares)
    except BadPoint as error:
        raise KeyMakingFailed("These deals add up to nothing. Begin a new round.") from error


def _joint_share(good: Sequence[Deal], index: HolderIndex) -> Point:
    return point_from(reduce(plus, (committed_share(one.commitments, index) for one in good)))


def _fault_of_complaints(terms: Terms, dealt: Deal, complaints: Sequence[Complaint], reveals: Sequence[Reveal]) -> str:
    """As many complaints as shares are enough for the key would lay the dealer's part open: one of them is honest."""
    members = {one for one, _ in terms.members}
    against = {one.by for one in complaints if one.against == dealt.dealer and one.by in members}
    if len(against) >= terms.threshold:
        return "complaints.many"
    return next((fault for one in sorted(against) if (fault := _fault_of_reveal(dealt, one, reveals))), "")


def _fault_of_reveal(dealt: Deal, by: HolderIndex, reveals: Sequence[Reveal]) -> str:
    told = {one.value for one in reveals if (one.dealer, one.to) == (dealt.dealer, by)}
    if len(told) != 1:
        return "complaint.unanswered"
    try:
        require_fit(dealt, by, scalar_from(told.pop()))
    except (BadPoint, KeyMakingFailed):
        return "reveal.wrong"
    return ""
