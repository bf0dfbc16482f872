"""Whose word the answer rests on: the log's key, and witnesses of separate operators."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from chronology.bundle import Bundle, BundleAnswer, GradeState, check
from chronology.bundle.questions import operator_of
from chronology.bundle.tests.making import AT, LOG_KEY, ORIGIN, WITNESSES, Tree, photo_leaf, plain_bundle, witness_lines
from chronology.errors import Malformed
from chronology.notes import Algorithm, Ed25519NoteSigner, Verifier, cosign

LATER = AT + timedelta(hours=1)


def codes(answer: BundleAnswer, subject: str = "checkpoint") -> dict[str, GradeState]:
    return {one.code: one.state for one in answer.grades if one.subject == subject}


def cosigned_by(*signers: Ed25519NoteSigner) -> Bundle:
    tree = Tree([photo_leaf()])
    note = tree.checkpoint()
    note += b"".join(cosign(note, one, AT).to_line().encode() for one in signers)
    return Bundle((tree.record(0, 1),), LOG_KEY.vkey, note, AT)


def witness(name: str) -> Ed25519NoteSigner:
    return Ed25519NoteSigner.generate(name, Random(name).randbytes, Algorithm.ED25519_COSIGNATURE)


def test_a_key_that_only_came_along_must_be_compared() -> None:
    answer = check(plain_bundle(), at=LATER)
    assert codes(answer)["log_key_came_along"] is GradeState.UNTRUSTED
    assert any("compare" in one.sentence and LOG_KEY.vkey in one.sentence for one in answer.grades)
    assert any("--log" in one for one in answer.not_checked)


def test_a_listed_key_is_named_as_such() -> None:
    assert codes(check(plain_bundle(), at=LATER, logs=[LOG_KEY.vkey]))["signed_by_listed_log"] is GradeState.HOLDS


def test_another_listed_key_makes_the_log_unlisted_and_not_broken() -> None:
    other = Ed25519NoteSigner.generate(ORIGIN, Random(99).randbytes)
    assert codes(check(plain_bundle(), at=LATER, logs=[other.vkey]))["log_not_listed"] is GradeState.UNTRUSTED


def test_another_key_under_a_listed_name_is_never_spoken_of_as_the_listed_log() -> None:
    other = Ed25519NoteSigner.generate(ORIGIN, Random(99).randbytes)
    said = {one.code: one.sentence for one in check(plain_bundle(), at=LATER, logs=[other.vkey]).grades}
    assert "another key than the one that you listed under this name" in said["log_not_listed"]
    assert "whose key came along" in said["included"]
    stranger = Ed25519NoteSigner.generate("else.example", Random(99).randbytes)
    said = {one.code: one.sentence for one in check(plain_bundle(), at=LATER, logs=[stranger.vkey]).grades}
    assert "is not among those you listed" in said["log_not_listed"]
    assert "whose key came along" in said["included"]
    said = {one.code: one.sentence for one in check(plain_bundle(), at=LATER, logs=[LOG_KEY.vkey]).grades}
    assert "came along" not in said["included"]


def test_a_checkpoint_of_another_key_is_broken_and_nothing_rests_on_it() -> None:
    other = Ed25519NoteSigner.generate(ORIGIN, Random(99).randbytes)
    answer = check(replace(plain_bundle(), vkey=other.vkey), at=LATER)
    assert codes(answer) == {"checkpoint_broken": GradeState.BROKEN}
    assert codes(answer, "record 6") == {"depends_on_checkpoint": GradeState.NOT_CHECKED}
    assert (answer.records, answer.interval.after, answer.interval.before) == ((), None, None)


def test_a_key_under_another_name_than_the_origin_is_broken() -> None:
    renamed = Ed25519NoteSigner.generate("else.example", Random(1).randbytes)
    assert "checkpoint_broken" in codes(check(replace(plain_bundle(), vkey=renamed.vkey), at=LATER))


def test_a_key_of_a_later_type_is_unavailable_and_not_broken() -> None:
    later = "log.example.org/2026+00000000+CQAA"
    assert codes(check(replace(plain_bundle(), vkey=later), at=LATER)) == {
        "log_key_unknown_type": GradeState.UNAVAILABLE
    }


def test_it_is_always_the_state_at_a_checkpoint() -> None:
    answer = check(plain_bundle(), at=LATER)
    assert "This is the state at checkpoint 12; a retraction after the record that is not in here is not known." in [
        one.sentence for one in answer.grades
    ]


def test_three_separate_operators_cosign() -> None:
    answer = check(plain_bundle(), at=LATER, witnesses=witness_lines())
    assert codes(answer)["cosigned"] is GradeState.HOLDS
    assert answer.interval.before is not None
    assert (answer.interval.before.at, answer.interval.before.code) == (AT, "cosigned")


def test_a_cosignature_after_the_present_counts_for_nothing() -> None:
    early = AT - timedelta(minutes=11)
    for at, code in ((early, "operator_word_only"), (AT - timedelta(minutes=10), "cosigned")):
        answer = check(plain_bundle(), at=at, witnesses=witness_lines())
        assert code in codes(answer)
        assert (answer.interval.before is not None) is (code == "cosigned")
    said = codes(check(plain_bundle(), at=early, witnesses=witness_lines()))
    assert said["cosignature_in_future"] is GradeState.UNTRUSTED


@pytest.mark.parametrize("known", [0, 1, 2])
def test_fewer_are_only_the_operators_word(known: int) -> None:
    answer = check(plain_bundle(), at=LATER, witnesses=witness_lines()[:known])
    assert codes(answer)["operator_word_only"] is GradeState.UNTRUSTED
    assert any("nly the operator's word" in one.sentence for one in answer.grades)
    assert "Cosigned" not in "".join(one.sentence for one in answer.grades)
    assert answer.interval.before is None


def test_witnesses_of_one_operator_count_as_one() -> None:
    house = [witness(f"w{number}.house.example") for number in range(5)]
    answer = check(cosigned_by(*house), at=LATER, witnesses=[one.vkey for one in house])
    assert codes(answer) == {
        "log_key_came_along": GradeState.UNTRUSTED,
        "operator_word_only": GradeState.UNTRUSTED,
        "state_at": GradeState.NOT_CHECKED,
    }


def test_the_operator_of_the_log_is_no_witness_of_it() -> None:
    own = [witness("a.example.org"), witness("b.one.example"), witness("c.two.example")]
    answer = check(cosigned_by(*own), at=LATER, witnesses=[one.vkey for one in own])
    assert "operator_word_only" in codes(answer)


@pytest.mark.parametrize("operator", ["example.org", "Example Org", "Somebody Else"])
def test_the_operator_of_the_log_is_no_witness_whatever_it_is_called(operator: str) -> None:
    own = [witness("a.example.org"), witness("b.one.example"), witness("c.two.example")]
    lines = [f"{own[0].vkey} {operator}", *(one.vkey for one in own[1:])]
    assert "operator_word_only" in codes(check(cosigned_by(*own), at=LATER, witnesses=lines))


def test_one_key_listed_thrice_counts_once() -> None:
    one = witness("a.one.example")
    lines = [f"{one.vkey} first", f"{one.vkey} second", f"{one.vkey} third"]
    assert "operator_word_only" in codes(check(cosigned_by(one), at=LATER, witnesses=lines))


def test_an_ordinary_note_key_does_not_cosign() -> None:
    keys = [Ed25519NoteSigner.generate(f"w.{number}.example", Random(number).randbytes) for number in range(3)]
    assert "operator_word_only" in codes(check(plain_bundle(), at=LATER, witnesses=[one.vkey for one in keys]))


def test_a_bad_line_in_the_name_of_a_witness_says_nothing_against_the_log() -> None:
    bundle = plain_bundle()
    stranger = cosign(Tree([b"else"]).checkpoint(), WITNESSES[0], AT).to_line().encode()
    note = bundle.checkpoint[: bundle.checkpoint.index("— witness.alpha".encode())] + stranger
    answer = check(replace(bundle, checkpoint=note), at=LATER, witnesses=witness_lines())
    assert codes(answer)["cosignature_broken"] is GradeState.BROKEN
    assert codes(answer)["log_key_came_along"] is GradeState.UNTRUSTED
    assert codes(answer, "record 6")["included"] is GradeState.HOLDS


@pytest.mark.parametrize(
    ("name", "operator"),
    [("witness.paper.example/1", "paper.example"), ("PAPER.example:443/w", "paper.example"), ("plain", "plain")],
)
def test_operators_are_guessed_with_caution(name: str, operator: str) -> None:
    assert operator_of(name) == operator


def test_a_key_that_cannot_be_read_is_the_callers_to_mend() -> None:
    with pytest.raises(Malformed):
        check(plain_bundle(), at=LATER, logs=["not a key"])


def test_one_key_under_three_names_counts_once() -> None:
    bundle, key = plain_bundle(), WITNESSES[0].verifier
    tree = Tree([photo_leaf()])
    note, lines = tree.checkpoint(), []
    for name in ("a.one.example", "b.two.example", "c.three.example"):
        twin = Ed25519NoteSigner.from_text(_renamed(WITNESSES[0], name))
        assert twin.verifier.key == key.key
        note += cosign(note, twin, AT).to_line().encode()
        lines.append(twin.vkey)
    answer = check(replace(bundle, records=(tree.record(0, 1),), checkpoint=note), at=LATER, witnesses=lines)
    assert "operator_word_only" in codes(answer)


def _renamed(signer: Ed25519NoteSigner, name: str) -> str:
    twin = Verifier.of(name, signer.verifier.algorithm, signer.verifier.key)
    return f"PRIVATE+KEY+{name}+{twin.key_id.hex()}+{signer.to_text().split('+', 4)[4]}"
