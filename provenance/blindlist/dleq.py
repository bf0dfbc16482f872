"""The proof that several elements were multiplied by the same secret number as the generator was.

Source: RFC 9497 section 2.2 (GenerateProof, VerifyProof), suite ristretto255-SHA512. One proof of 64 bytes, challenge
and response, covers a whole batch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

from provenance.blindlist.errors import BadPoint, ProofRefused
from provenance.blindlist.hashing import Mode, context, hash_to_scalar, prefixed
from provenance.blindlist.ristretto import (
    ZERO,
    Random,
    base_times,
    multiply,
    plus,
    random_scalar,
    reduced,
    scalar_from,
    subtract,
    times,
    weighted,
)
from provenance.blindlist.types import Point, Scalar

PROOF_BYTES: Final = 64

Statement = tuple[Point, Sequence[Point], Sequence[Point]]
"""The public element of a number, elements, and each of them multiplied by that number."""


def prove(secret: Scalar, stated: Statement, nonce: Scalar, mode: Mode = Mode.VOPRF) -> bytes:
    """A proof of what is stated; the nonce must never serve twice (`fresh_nonce`)."""
    public, elements, _ = stated
    mixed = weighted(_weights(stated, mode), elements)
    product = times(secret, mixed)
    challenge = _challenge((public, mixed, product, base_times(nonce), times(nonce, mixed)), mode)
    return challenge + subtract(nonce, multiply(challenge, secret))


def check(stated: Statement, proof: bytes, mode: Mode = Mode.VOPRF) -> None:
    """Raises ProofRefused unless the proof holds for exactly what is stated."""
    try:
        held = _holds(stated, proof, mode)
    except BadPoint as error:
        raise ProofRefused("A key holder's answer is not made of group elements.", detail=error.public) from error
    if not held:
        raise ProofRefused("A key holder's answer was not made with the share that it is known for.")


def fresh_nonce(secret: Scalar, stated: Statement, random: Random) -> Scalar:
    """A nonce from randomness, the secret and the statement: it stays unknown even where randomness repeats itself."""
    public, elements, products = stated
    drawn = hashlib.sha512(b"nonce of a proof" + random(64) + secret + public + b"".join((*elements, *products)))
    nonce = reduced(drawn.digest())
    return nonce if nonce != ZERO else random_scalar(random)


def _holds(stated: Statement, proof: bytes, mode: Mode) -> bool:
    """Every element is multiplied by something, and what is none, or comes to nothing, raises BadPoint there."""
    public, elements, products = stated
    if not elements or len(elements) != len(products) or len(proof) != PROOF_BYTES:
        return False
    challenge, response = scalar_from(proof[:32]), scalar_from(proof[32:])
    weights = _weights(stated, mode)
    mixed, product = weighted(weights, elements), weighted(weights, products)
    first = plus(base_times(response), times(challenge, public))
    second = weighted((response, challenge), (mixed, product))
    return _challenge((public, mixed, product, first, second), mode) == challenge


def _weights(stated: Statement, mode: Mode) -> tuple[Scalar, ...]:
    """One number for each pair, fixed by all of them: a wrong product cannot be hidden behind another (2.2.1)."""
    public, elements, products = stated
    seed = hashlib.sha512(prefixed(public, b"Seed-" + context(mode))).digest()
    return tuple(
        hash_to_scalar(prefixed(seed) + place.to_bytes(2, "big") + prefixed(element, product) + b"Composite", mode)
        for place, (element, product) in enumerate(zip(elements, products, strict=True))
    )


def _challenge(points: Sequence[Point], mode: Mode) -> Scalar:
    return hash_to_scalar(prefixed(*points) + b"Challenge", mode)
