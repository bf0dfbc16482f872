"""A key in five shares: every three give what the whole key gives, two give nothing, and liars are named."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from provenance.blindlist import dleq
from provenance.blindlist.errors import BadPoint, ProofRefused, TooFewHolders
from provenance.blindlist.oprf import blind, finalize, label_by_key
from provenance.blindlist.ristretto import base_times, inverse, inverses, random_scalar, times
from provenance.blindlist.sharing import commitments_to, committed_share, polynomial, value_at, weights_at_zero
from provenance.blindlist.tests.sharing_keys import key_of_five, repeatable
from provenance.blindlist.threshold import answer, combine, combine_checked
from provenance.blindlist.types import Evaluated, HolderIndex, Label, Point, Scalar

INPUTS = [b"one device", b"another", b"x" * 500]


def asked() -> tuple[list[Scalar], list[Point]]:
    random = repeatable(2)
    pairs = [blind(one, random) for one in INPUTS]
    return [one for one, _ in pairs], [one for _, one in pairs]


def finished(blinds: list[Scalar], elements: tuple[Point, ...]) -> list[Label]:
    return [finalize(*one) for one in zip(INPUTS, blinds, elements, strict=True)]


def test_all_ten_quorums_of_three_give_what_the_whole_key_gives() -> None:
    secret, public, shares = key_of_five()
    blinds, sent = asked()
    answers = [answer(one, sent, repeatable(4)) for one in shares]
    whole = [label_by_key(one, secret) for one in INPUTS]
    quorums = list(combinations(answers, 3))
    assert len(quorums) == 10
    for quorum in quorums:
        assert finished(blinds, combine(public, quorum, sent)) == whole
        assert finished([Scalar((1).to_bytes(32, "little"))] * 3, combine_checked(public, quorum, blinds)) == whole


def test_no_two_shares_give_it() -> None:
    secret, public, shares = key_of_five()
    blinds, sent = asked()
    whole = [label_by_key(one, secret) for one in INPUTS]
    for pair in combinations([answer(one, sent, repeatable(4)) for one in shares], 2):
        with pytest.raises(TooFewHolders):
            combine(public, pair, sent)
        got = finished(blinds, combine(replace(public, threshold=2), pair, sent))
        assert not set(got) & set(whole)


def test_the_same_holder_twice_counts_once() -> None:
    _, public, shares = key_of_five()
    _, sent = asked()
    one, two = (answer(share, sent, repeatable(4)) for share in shares[:2])
    with pytest.raises(TooFewHolders):
        combine(public, [one, two, one], sent)


def lies(honest: Evaluated, sent: list[Point]) -> list[Evaluated]:
    """What a holder may say instead of the right answer."""
    other = random_scalar(repeatable(9))
    twice = tuple(times(Scalar((2).to_bytes(32, "little")), one) for one in honest.elements)
    swapped = (honest.elements[1], honest.elements[0], *honest.elements[2:])
    elements = tuple(times(other, one) for one in sent)
    own = (base_times(other), sent, elements)
    return [
        replace(honest, elements=twice),
        replace(honest, elements=swapped),
        replace(honest, elements=honest.elements[:2]),
        replace(honest, elements=()),
        replace(honest, proof=honest.proof[:-1]),
        replace(honest, proof=bytes(64)),
        replace(honest, elements=elements, proof=dleq.prove(other, own, random_scalar(repeatable(8)))),
        replace(honest, elements=(Point(bytes(32)), *honest.elements[1:])),
        replace(honest, elements=(Point(b"\xff" * 32), *honest.elements[1:])),
    ]


def test_whoever_answers_wrongly_is_named() -> None:
    _, public, shares = key_of_five()
    _, sent = asked()
    answers = [answer(one, sent, repeatable(4)) for one in shares[:3]]
    for liar in range(3):
        for lie in lies(answers[liar], sent):
            told = [*answers]
            told[liar] = lie
            with pytest.raises(ProofRefused) as refused:
                combine(public, told, sent)
            assert refused.value.holder == liar + 1


def test_an_answer_to_another_batch_or_of_a_stranger_is_refused() -> None:
    _, public, shares = key_of_five()
    _, sent = asked()
    answers = [answer(one, sent, repeatable(4)) for one in shares[:3]]
    with pytest.raises(ProofRefused):
        combine(public, answers, sent[::-1])
    with pytest.raises(ProofRefused) as refused:
        combine(public, [*answers[:2], replace(answers[2], index=HolderIndex(6))], sent)
    assert refused.value.holder == 6


@pytest.mark.parametrize(
    "hostile",
    [
        bytes(32),  # the identity
        b"\xff" * 32,  # not canonical
        bytes([1]) + bytes(31),  # negative
        bytes.fromhex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),  # the modulus of the field
        bytes.fromhex("26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371"),  # on no curve (RFC 9496)
        bytes(31),
        bytes(33),
        b"",
    ],
)
def test_what_is_no_element_is_never_evaluated(hostile: bytes) -> None:
    _, _, shares = key_of_five()
    _, sent = asked()
    with pytest.raises(BadPoint):
        answer(shares[0], [*sent, Point(hostile)], repeatable(4))


def test_an_empty_batch_is_refused() -> None:
    _, _, shares = key_of_five()
    with pytest.raises(BadPoint):
        answer(shares[0], [], repeatable(4))


def test_every_share_fits_what_was_committed() -> None:
    random = repeatable(5)
    coefficients = polynomial(random_scalar(random), 3, random)
    commitments = commitments_to(coefficients)
    for index in map(HolderIndex, range(1, 10)):
        assert committed_share(commitments, index) == base_times(value_at(coefficients, index))


def test_nobody_counts_twice_or_as_zero() -> None:
    for indexes in ([1, 2, 2], [0, 1, 2], [-1, 1, 2]):
        with pytest.raises(TooFewHolders):
            weights_at_zero([HolderIndex(one) for one in indexes])


def test_randomness_that_repeats_gives_no_share_away() -> None:
    """Two batches under one stream of zeros: a nonce that served both would give the share away."""
    _, _, shares = key_of_five()
    _, sent = asked()
    nonces = set()
    for batch in (sent, sent[::-1]):
        answered = answer(shares[0], batch, bytes)
        nonces.add(dleq.fresh_nonce(shares[0].value, (base_times(shares[0].value), batch, answered.elements), bytes))
    assert len(nonces) == 2


def test_many_inverses_are_those_of_each() -> None:
    many = [random_scalar(repeatable(seed)) for seed in range(5)]
    for count in range(1, 6):
        assert inverses(many[:count]) == tuple(inverse(one) for one in many[:count])
    with pytest.raises(BadPoint):
        inverses([many[0], Scalar(bytes(32)), many[1]])
