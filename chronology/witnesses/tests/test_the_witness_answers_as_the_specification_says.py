"""Every status of C2SP tlog-witness `add-checkpoint`, and that nothing but 200 moves what is held."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from chronology.errors import Malformed
from chronology.merkle import EMPTY_ROOT
from chronology.merkle.tests.reference import leaf, leaves, mth
from chronology.notes import (
    Checkpoint,
    Verifier,
    cosignatures_of,
    parse_note,
    parse_signatures,
    sign_checkpoint,
    sign_note,
)
from chronology.notes.note import NoteSignature
from chronology.notes.tests.keys import NOON, cosigner, signer
from chronology.types import RootHash, TreeHead, TreeSize
from chronology.witnesses import Witness, WitnessAnswer
from chronology.witnesses.request import write_request
from chronology.witnesses.tests.growing import Grower

WITNESS = cosigner("witness.example/w1")
LOG = Grower("log.example", leaves(40))
FORK = Grower("log.example", [*leaves(9), leaf(99), *leaves(40)[10:]])

OTHER_ROOT = Grower("log.example", leaves(40)[::-1])


@pytest.fixture
def witness(engine: Engine) -> Witness:
    return Witness(engine, WITNESS, {"log.example": [LOG.signer.verifier]}, lambda: NOON)


def _ask(witness: Witness, old: int, new: int, log: Grower = LOG) -> WitnessAnswer:
    return witness.add_checkpoint(write_request(old, log.prove(old, new), log.checkpoint(new)))


def _held(witness: Witness) -> int:
    return witness.heads()["log.example"].size


def test_a_first_checkpoint_and_its_continuation_are_cosigned(witness: Witness) -> None:
    for old, new in ((0, 7), (7, 20), (20, 20), (20, 40)):
        answer = _ask(witness, old, new)
        assert (answer.status, _held(witness)) == (200, new)
        note = parse_note(LOG.checkpoint(new)).with_signatures(parse_signatures(answer.body.decode()))
        (found,) = cosignatures_of(note, [WITNESS.verifier])
        assert found.at == NOON


def test_the_answer_is_signature_lines_and_nothing_else(witness: Witness) -> None:
    body = _ask(witness, 0, 3).body.decode()
    assert body.startswith("— witness.example/w1 ")
    assert body.endswith("\n")
    assert body.count("\n") == 1


def test_an_unknown_log_is_not_found(witness: Witness) -> None:
    assert _ask(witness, 0, 3, Grower("other.example", leaves(3))).status == 404


def test_a_checkpoint_nobody_known_has_signed_is_forbidden(witness: Witness) -> None:
    stranger = signer("stranger.example")
    head = TreeHead(TreeSize(3), RootHash(bytes(32)))
    assert witness.add_checkpoint(write_request(0, (), sign_checkpoint(head, "log.example", stranger))).status == 403
    key = LOG.signer.verifier
    forged = parse_note(sign_checkpoint(head, "log.example", stranger)).with_signatures(
        [NoteSignature(key.name, key.key_id, bytes(64))]
    )
    assert witness.add_checkpoint(write_request(0, (), forged.to_bytes())).status == 403
    assert _held(witness) == 0


def test_signatures_of_unknown_keys_do_not_matter_and_are_not_kept(witness: Witness) -> None:
    note = parse_note(LOG.checkpoint(3)).with_signatures([NoteSignature("stranger", b"abcd", b"anything")])
    assert witness.add_checkpoint(write_request(0, (), note.to_bytes())).status == 200
    assert _ask(witness, 3, 3, OTHER_ROOT).status == 409
    assert witness.refusals()[0].held_note == LOG.checkpoint(3)


def test_an_old_size_beyond_the_checkpoint_is_a_bad_request(witness: Witness) -> None:
    assert witness.add_checkpoint(write_request(8, (), LOG.checkpoint(7))).status == 400


@pytest.mark.parametrize("old", [0, 6, 8])
def test_another_old_size_conflicts_and_is_told_the_right_one(witness: Witness, old: int) -> None:
    _ask(witness, 0, 7)
    answer = _ask(witness, old, 20)
    assert (answer.status, answer.body, answer.content_type) == (409, b"7\n", "text/x.tlog.size")
    assert _held(witness) == 7


def test_another_root_of_the_same_size_conflicts_and_is_kept_as_proof(witness: Witness) -> None:
    _ask(witness, 0, 20)
    answer = _ask(witness, 20, 20, FORK)
    assert (answer.status, answer.body) == (409, b"20\n")
    (refusal,) = witness.refusals()
    assert (refusal.certain, refusal.note, refusal.held_note) == (True, FORK.checkpoint(20), LOG.checkpoint(20))


def test_a_proof_that_does_not_hold_is_unprocessable(witness: Witness) -> None:
    _ask(witness, 0, 20)
    for proof in (FORK.prove(20, 40), LOG.prove(19, 40), (), (*LOG.prove(20, 40), bytes(32))):
        assert witness.add_checkpoint(write_request(20, proof, FORK.checkpoint(40))).status == 422
    assert _held(witness) == 20
    (refusal,) = witness.refusals()
    assert (refusal.certain, refusal.note) == (False, FORK.checkpoint(40))


def test_a_proof_where_none_belongs_is_unprocessable(witness: Witness) -> None:
    assert witness.add_checkpoint(write_request(0, (bytes(32),), LOG.checkpoint(7))).status == 422
    _ask(witness, 0, 7)
    assert witness.add_checkpoint(write_request(7, (bytes(32),), LOG.checkpoint(7))).status == 422


def test_the_empty_log_has_one_root_alone(witness: Witness) -> None:
    odd = sign_checkpoint(TreeHead(TreeSize(0), RootHash(bytes(32))), "log.example", LOG.signer)
    assert witness.add_checkpoint(write_request(0, (), odd)).status == 409
    assert _ask(witness, 0, 0).status == 200
    assert _ask(witness, 0, 5).status == 200


def test_extension_lines_are_cosigned_with_the_rest(witness: Witness) -> None:
    text = Checkpoint("log.example", TreeSize(0), EMPTY_ROOT, ("opaque",)).to_text()
    note = sign_note(text, (LOG.signer,)).to_bytes()
    answer = witness.add_checkpoint(write_request(0, (), note))
    whole = parse_note(note + answer.body)
    assert cosignatures_of(whole, [WITNESS.verifier])


def test_what_is_held_survives_a_restart(each_engine: Engine) -> None:
    keys = {"log.example": [LOG.signer.verifier]}
    first = Witness(each_engine, WITNESS, keys, lambda: NOON)
    assert [_ask(first, 0, 7).status, _ask(first, 7, 20).status, _ask(first, 20, 20, FORK).status] == [200, 200, 409]
    again = Witness(each_engine, WITNESS, keys, lambda: NOON)
    assert _held(again) == 20
    assert _ask(again, 0, 7).status == 409
    assert [one.certain for one in again.refusals()] == [True]


BODY = write_request(0, (), LOG.checkpoint(7))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        LOG.checkpoint(7),
        BODY.replace(b"old 0", b"old 00"),
        BODY.replace(b"old 0", b"old -1"),
        BODY.replace(b"old 0", b"old"),
        BODY.replace(b"old 0", b"Old 0"),
        BODY.replace(b"old 0\n", b"old 0\nAAAA\n"),
        BODY.replace(b"old 0\n", b"old 0\n" + b"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n" * 64),
        BODY.replace(b"\n", b"\r\n"),
        BODY.partition(b"\n\n")[0] + b"\n\n",
        BODY[:-1],
        b"\xff" + BODY,
        BODY + b"x" * 1_100_000,
    ],
)
def test_what_is_no_request_is_a_bad_request(witness: Witness, body: bytes) -> None:
    answer = witness.add_checkpoint(body)
    assert (answer.status, _held(witness)) == (400, 0)


def test_a_key_for_notes_cannot_be_a_witness(engine: Engine) -> None:
    with pytest.raises(Malformed):
        Witness(engine, signer("w.example"), {}, lambda: NOON)


def test_a_log_may_have_several_keys_while_it_changes_them(engine: Engine) -> None:
    new = signer("log.example/next")
    keys: list[Verifier] = [new.verifier, LOG.signer.verifier]
    witness = Witness(engine, WITNESS, {"log.example": keys}, lambda: NOON)
    assert _ask(witness, 0, 7).status == 200
    note = sign_checkpoint(TreeHead(TreeSize(7), RootHash(mth(LOG.leaves[:7]))), "log.example", new)
    assert witness.add_checkpoint(write_request(7, (), note)).status == 200
