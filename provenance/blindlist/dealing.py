"""One maintainer's part in making a key: commitments, a sealed share for everybody, and answers to complaints.

Source: Feldman's verifiable sharing; the proof that a dealer knows what it commits to is as in RFC 9591, appendix C.
How the deals become a key is in `keymaking`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from provenance.blindlist.cbor import encode
from provenance.blindlist.errors import BadPoint, KeyMakingFailed
from provenance.blindlist.hashing import Mode, hash_to_scalar, prefixed
from provenance.blindlist.ristretto import (
    Random,
    base_times,
    multiply,
    plus,
    points_from,
    random_scalar,
    scalar_from,
    subtract,
    times,
)
from provenance.blindlist.sealing import SealingKey
from provenance.blindlist.sharing import commitments_to, committed_share, polynomial, value_at
from provenance.blindlist.sodium import sodium
from provenance.blindlist.types import HolderIndex, KeyName, Point, Scalar

BOX_BYTES: Final = 32 + 48
"""A sealed scalar: libsodium adds 48 bytes."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a key is made for: its name and epoch, how many shares are enough, and everybody's sealing key (X25519)."""

    name: KeyName
    epoch: int
    threshold: int
    members: tuple[tuple[HolderIndex, bytes], ...]

    def text(self) -> bytes:
        """The terms in one spelling: proofs hold for them alone."""
        return encode(["firstlight.keymaking/1", self.name.value, self.epoch, self.threshold, self.members])


@dataclass(frozen=True, slots=True)
class Deal:
    """What one dealer publishes: commitments, proof that it knows the first, and a sealed share for everybody."""

    dealer: HolderIndex
    commitments: tuple[Point, ...]
    possession: bytes
    boxes: tuple[tuple[HolderIndex, bytes], ...]


@dataclass(frozen=True, slots=True)
class DealSecret:
    """What a dealer remembers until its deal is through, to answer complaints; then it is thrown away."""

    dealer: HolderIndex
    coefficients: tuple[Scalar, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One member says that the share dealt to it does not open or does not fit."""

    by: HolderIndex
    against: HolderIndex


@dataclass(frozen=True, slots=True)
class Reveal:
    """A dealer's answer to a complaint: the share in question, in the open."""

    dealer: HolderIndex
    to: HolderIndex
    value: Scalar


def deal(terms: Terms, me: HolderIndex, random: Random) -> tuple[Deal, DealSecret]:
    """One dealer's message and what it keeps meanwhile."""
    coefficients = polynomial(random_scalar(random), terms.threshold, random)
    commitments = commitments_to(coefficients)
    boxes = tuple((one, sodium().crypto_box_seal(value_at(coefficients, one), key)) for one, key in terms.members)
    possession = _possession(terms, me, coefficients[0], random_scalar(random))
    return Deal(me, commitments, possession, boxes), DealSecret(me, coefficients)


def check_deal(terms: Terms, dealt: Deal) -> str:
    """Why a deal is left out, as a stable code; empty where it is well made."""
    members = [one for one, _ in terms.members]
    if dealt.dealer not in members or len(dealt.commitments) != terms.threshold:
        return "deal.shape"
    if [one for one, _ in dealt.boxes] != members or any(len(box) != BOX_BYTES for _, box in dealt.boxes):
        return "deal.boxes"
    try:
        points_from(dealt.commitments)
        return "" if _possesses(terms, dealt) else "deal.possession"
    except BadPoint:
        return "deal.points"


def opened(dealt: Deal, me: HolderIndex, key: SealingKey) -> Scalar | Complaint:
    """The share dealt to me in a deal that was checked; a complaint where it does not open or fit."""
    try:
        value = scalar_from(sodium().crypto_box_seal_open(dict(dealt.boxes)[me], key.public, key.secret))
        require_fit(dealt, me, value)
    except (ValueError, BadPoint, KeyMakingFailed):
        return Complaint(me, dealt.dealer)
    return value


def answer(secret: DealSecret, complaint: Complaint) -> Reveal:
    """What a dealer says to a complaint: it gives nothing away that the one who complains should not know."""
    return Reveal(secret.dealer, complaint.by, value_at(secret.coefficients, complaint.by))


def require_fit(dealt: Deal, index: HolderIndex, value: Scalar) -> None:
    """Raises KeyMakingFailed, BadPoint unless this is the share that the deal commits to for this member."""
    if base_times(value) != committed_share(dealt.commitments, index):
        raise KeyMakingFailed("A share does not fit its dealer's commitments.")


def _possession(terms: Terms, me: HolderIndex, secret: Scalar, nonce: Scalar) -> bytes:
    challenge = _possession_challenge(terms, me, base_times(secret), base_times(nonce))
    return challenge + subtract(nonce, multiply(challenge, secret))


def _possesses(terms: Terms, dealt: Deal) -> bool:
    if len(dealt.possession) != 64:
        return False
    challenge, response = scalar_from(dealt.possession[:32]), scalar_from(dealt.possession[32:])
    nonce = plus(base_times(response), times(challenge, dealt.commitments[0]))
    return _possession_challenge(terms, dealt.dealer, dealt.commitments[0], nonce) == challenge


def _possession_challenge(terms: Terms, me: HolderIndex, public: Point, nonce: Point) -> Scalar:
    text = prefixed(b"firstlight.keymaking/possession", terms.text(), str(me).encode(), public, nonce)
    return hash_to_scalar(text, Mode.VOPRF)
