"""The same protocol by another hand (the package `voprf`): it answers our questions and we answer its."""

from __future__ import annotations

import secrets

from voprf import ristretto as others

from provenance.blindlist import dleq
from provenance.blindlist.hashing import Mode
from provenance.blindlist.holders import SingleHolder
from provenance.blindlist.oprf import blind, derived_key, finalize, label_by_key
from provenance.blindlist.ristretto import base_times
from provenance.blindlist.sharing import dealt
from provenance.blindlist.tests.sharing_keys import repeatable
from provenance.blindlist.threshold import answer, combine
from provenance.blindlist.types import KeyName, Point

INPUTS = [b"one", b"another", b"x" * 700]
SEED = bytes(range(32))


def test_a_seed_gives_both_the_same_key_and_the_same_outputs() -> None:
    theirs, ours = others.Evaluator.from_seed(SEED, b"a list"), derived_key(SEED, b"a list", Mode.VOPRF)
    assert theirs.public_key.serialize() == base_times(ours)
    assert [theirs.evaluate_known_input(one) for one in INPUTS] == [label_by_key(one, ours) for one in INPUTS]


def test_its_server_answers_our_questions_with_a_proof_that_holds() -> None:
    theirs = others.Evaluator.from_seed(SEED, b"a list")
    for content in INPUTS:
        chosen, sent = blind(content, secrets.token_bytes)
        said = theirs.evaluate(others.BlindedInput.deserialize(sent)).serialize()
        element, proof = Point(said[-32:]), said[:64]
        dleq.check((Point(theirs.public_key.serialize()), [sent], [element]), proof)
        assert finalize(content, chosen, element) == theirs.evaluate_known_input(content)


def test_three_of_our_five_holders_answer_as_its_one_server_does() -> None:
    theirs, ours = others.Evaluator.from_seed(SEED, b"a list"), derived_key(SEED, b"a list", Mode.VOPRF)
    public, shares = dealt(KeyName.OPEN, 1, ours, (3, 5), repeatable(1))
    client, sent = others.Client.blind(INPUTS[0])
    blinded = [Point(sent.serialize())]
    combined = combine(public, [answer(one, blinded, secrets.token_bytes) for one in shares[1:4]], blinded)
    proof = SingleHolder({KeyName.OPEN: ours}, 1, demo=True).evaluate(shares[0].index, KeyName.OPEN, 1, blinded)
    assert proof.elements == combined
    output = others.VerifiableOutput.deserialize(proof.proof + proof.elements[0])
    assert client.finalize(output, theirs.public_key) == theirs.evaluate_known_input(INPUTS[0])
