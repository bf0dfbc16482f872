"""The answer of several key holders put together: each one's proof is checked, then their shares make one key.

Nobody puts the key together: every holder multiplies by its share, and the results add up to what the whole key would
have given. A holder that answers wrongly is named and left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from provenance.blindlist import dleq
from provenance.blindlist.errors import BadPoint, ProofRefused, TooFewHolders
from provenance.blindlist.oprf import evaluate
from provenance.blindlist.ristretto import Random, base_times, inverses, multiply, weighted
from provenance.blindlist.sharing import weights_at_zero
from provenance.blindlist.types import Evaluated, KeyShare, Point, PublicKey, Scalar


def answer(share: KeyShare, blinded: Sequence[Point], random: Random) -> Evaluated:
    """One holder's answer to a batch, with its proof; raises BadPoint where anything sent is no group element."""
    if not blinded:
        raise BadPoint("Nothing was sent to be evaluated.")
    elements = evaluate(share, blinded)
    stated = (base_times(share.value), blinded, elements)
    return Evaluated(
        share.index, elements, dleq.prove(share.value, stated, dleq.fresh_nonce(share.value, stated, random))
    )


def check_answer(public: PublicKey, evaluated: Evaluated, blinded: Sequence[Point]) -> None:
    """Raises ProofRefused, naming the holder, unless its answer was made with the share it is committed to."""
    committed = dict(public.shares).get(evaluated.index)
    if committed is None:
        raise ProofRefused("Somebody answered who holds no share of this key.", holder=evaluated.index)
    try:
        dleq.check((committed, blinded, evaluated.elements), evaluated.proof)
    except ProofRefused as error:
        raise ProofRefused(f"Key holder {evaluated.index}: {error.public}", holder=evaluated.index) from error


def combine(public: PublicKey, evaluated: Sequence[Evaluated], blinded: Sequence[Point]) -> tuple[Point, ...]:
    """What the whole key would have made of the batch; raises ProofRefused, TooFewHolders."""
    for one in evaluated:
        check_answer(public, one, blinded)
    chosen = _quorum(public, evaluated)
    weights = weights_at_zero([one.index for one in chosen])
    return _summed([weights[one.index] for one in chosen], chosen)


def combine_checked(public: PublicKey, evaluated: Sequence[Evaluated], blinds: Sequence[Scalar]) -> tuple[Point, ...]:
    """The same with each blind taken off on the way, for answers that were checked already: a quarter less work."""
    chosen = _quorum(public, evaluated)
    weights = weights_at_zero([one.index for one in chosen])
    return tuple(
        weighted([multiply(weights[one.index], unblinding) for one in chosen], [one.elements[place] for one in chosen])
        for place, unblinding in enumerate(inverses(blinds))
    )


def _quorum(public: PublicKey, evaluated: Sequence[Evaluated]) -> list[Evaluated]:
    chosen = list({one.index: one for one in evaluated}.values())[: public.threshold]
    if len(chosen) < public.threshold:
        raise TooFewHolders("Fewer key holders answered than are needed. Ask again later.")
    return chosen


def _summed(weights: Sequence[Scalar], chosen: Sequence[Evaluated]) -> tuple[Point, ...]:
    return tuple(weighted(weights, column) for column in zip(*(one.elements for one in chosen), strict=True))
