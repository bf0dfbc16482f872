"""Cosignatures made here and read here, and those of the post-quantum kind made by a key outside this code."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chronology.errors import Malformed, ProofBroken
from chronology.merkle import EMPTY_ROOT
from chronology.notes import Algorithm, Verifier, cosign, cosignatures_of, parse_note, sign_checkpoint, sign_note
from chronology.notes.note import NoteSignature
from chronology.notes.tests.keys import NOON, cosigner, signer
from chronology.types import TreeHead, TreeSize

LOG, WITNESS, OTHER = signer("log.example"), cosigner("w.example/1"), cosigner("w.example/2")
NOTE = sign_checkpoint(TreeHead(TreeSize(0), EMPTY_ROOT), LOG.name, LOG)


def test_each_witness_counts_once_with_its_newest_time() -> None:
    lines = [cosign(NOTE, WITNESS, NOON + timedelta(seconds=more)) for more in (5, 9, 1)]
    note = parse_note(NOTE).with_signatures(lines)
    (found,) = cosignatures_of(parse_note(note.to_bytes()), [OTHER.verifier, WITNESS.verifier])
    assert (found.verifier, found.at) == (WITNESS.verifier, NOON + timedelta(seconds=9))


def test_a_cosignature_of_another_checkpoint_is_broken() -> None:
    other = sign_checkpoint(TreeHead(TreeSize(1), EMPTY_ROOT), LOG.name, LOG)
    note = parse_note(NOTE).with_signatures([cosign(other, WITNESS, NOON)])
    with pytest.raises(ProofBroken):
        cosignatures_of(note, [WITNESS.verifier])


def test_keys_are_used_for_one_thing_alone() -> None:
    with pytest.raises(Malformed):
        cosign(NOTE, LOG, NOON)
    with pytest.raises(Malformed):
        sign_note("text\n", (WITNESS,))


def test_a_signature_of_the_log_is_no_cosignature_even_by_name() -> None:
    as_witness = Verifier.of(LOG.name, Algorithm.ED25519_COSIGNATURE, LOG.verifier.key)
    assert cosignatures_of(parse_note(NOTE), [as_witness]) == ()


def test_a_post_quantum_cosignature_over_the_structure_of_the_specification_holds() -> None:
    key = MLDSA44PrivateKey.generate()
    witness = Verifier.of(
        "w.example/pq",
        Algorithm.ML_DSA_44_COSIGNATURE,
        key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw),
    )
    seconds = int(NOON.timestamp())
    message = (
        b"subtree/v1\n\0"
        b"\x0cw.example/pq" + struct.pack(">Q", seconds) + b"\x0blog.example" + struct.pack(">QQ", 0, 0) + EMPTY_ROOT
    )
    line = NoteSignature(witness.name, witness.key_id, struct.pack(">Q", seconds) + key.sign(message))
    (found,) = cosignatures_of(parse_note(NOTE).with_signatures([line]), [Verifier.from_text(witness.vkey)])
    assert found.at == datetime(2026, 11, 22, 12, tzinfo=UTC)
    with pytest.raises(ProofBroken):
        witness.verify(b"log.example\n1\n" + NOTE.split(b"\n")[2] + b"\n", line.signature)


@pytest.mark.parametrize("signature", [b"", bytes(8), bytes(71), b"\xff" * 72])
def test_a_cosignature_of_the_wrong_shape_is_broken(signature: bytes) -> None:
    with pytest.raises(ProofBroken):
        WITNESS.verifier.verify(parse_note(NOTE).text.encode(), signature)
