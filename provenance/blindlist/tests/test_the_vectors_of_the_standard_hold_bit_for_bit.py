"""RFC 9497, appendix A.1: ristretto255-SHA512 in the modes OPRF and VOPRF, every value of every vector.

The other suites of the file (decaf448, P-256) and the mode POPRF do not belong: the list uses one group, and no input
that is public.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from fixtures.corpus import need_corpus
from provenance.blindlist import dleq
from provenance.blindlist.errors import ProofRefused
from provenance.blindlist.hashing import Mode
from provenance.blindlist.oprf import blinded, derived_key, evaluate, finalize, label_by_key
from provenance.blindlist.ristretto import base_times
from provenance.blindlist.types import Point, Scalar

pytestmark = pytest.mark.corpus

SUITE = "ristretto255-SHA512"


def suites() -> list[dict[str, Any]]:
    path = need_corpus("attestation/voprf/rfc9497-vectors.json") / "attestation/voprf/rfc9497-vectors.json"
    return [one for one in json.loads(path.read_text()) if one["identifier"] == SUITE and one["mode"] in (0, 1)]


def many(text: str) -> list[bytes]:
    return [bytes.fromhex(one) for one in text.split(",")]


def test_the_file_has_what_is_expected_of_it() -> None:
    assert [(one["mode"], len(one["vectors"])) for one in suites()] == [(0, 2), (1, 3)]


def test_keys_come_from_their_seeds() -> None:
    for suite in suites():
        key = derived_key(bytes.fromhex(suite["seed"]), bytes.fromhex(suite["keyInfo"]), Mode(suite["mode"]))
        assert key.hex() == suite["skSm"]
        assert base_times(key).hex() == suite.get("pkSm", base_times(key).hex())


def test_every_step_gives_what_the_vectors_say() -> None:
    for suite in suites():
        mode, key = Mode(suite["mode"]), Scalar(bytes.fromhex(suite["skSm"]))
        for vector in suite["vectors"]:
            inputs, blinds = many(vector["Input"]), [Scalar(one) for one in many(vector["Blind"])]
            sent = [blinded(one, chosen, mode) for one, chosen in zip(inputs, blinds, strict=True)]
            assert sent == many(vector["BlindedElement"])
            elements = evaluate(key, sent)
            assert list(elements) == many(vector["EvaluationElement"])
            outputs = [finalize(*one) for one in zip(inputs, blinds, elements, strict=True)]
            assert outputs == many(vector["Output"])
            assert [label_by_key(one, key, mode) for one in inputs] == outputs


def test_every_proof_is_the_one_of_the_vectors() -> None:
    (suite,) = (one for one in suites() if one["mode"] == Mode.VOPRF)
    key = Scalar(bytes.fromhex(suite["skSm"]))
    for vector in suite["vectors"]:
        sent = [Point(one) for one in many(vector["BlindedElement"])]
        stated = (base_times(key), sent, evaluate(key, sent))
        proof = dleq.prove(key, stated, Scalar(bytes.fromhex(vector["Proof"]["r"])))
        assert proof.hex() == vector["Proof"]["proof"]
        dleq.check(stated, proof)


def test_a_vector_with_one_bit_changed_is_found() -> None:
    (suite,) = (one for one in suites() if one["mode"] == Mode.VOPRF)
    key, vector = Scalar(bytes.fromhex(suite["skSm"])), suite["vectors"][2]
    sent = [Point(one) for one in many(vector["BlindedElement"])]
    stated = (base_times(key), sent, evaluate(key, sent))
    proof = bytes.fromhex(vector["Proof"]["proof"])
    for place in range(0, len(proof) * 8, 7):
        changed = bytearray(proof)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(ProofRefused):
            dleq.check(stated, bytes(changed))
    with pytest.raises(ProofRefused):
        dleq.check((stated[0], stated[1], stated[2][::-1]), proof)
