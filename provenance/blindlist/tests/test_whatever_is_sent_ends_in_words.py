"""Bytes of anybody, to a holder and from one: each is understood or refused in words, and none brings anything down."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from provenance.blindlist import board, editions
from provenance.blindlist.errors import BadBlob, BadPoint, EpochRefused, KeyMakingFailed, ProofRefused
from provenance.blindlist.government.tests.parliament import a_set
from provenance.blindlist.holding_wire import answer_bytes, answer_from, question_bytes, question_from
from provenance.blindlist.keymaking import Complaint, Deal, Reveal, check_deal, conclude, opened
from provenance.blindlist.keymaking_wire import from_json, to_json
from provenance.blindlist.oprf import blind
from provenance.blindlist.pins import set_digest, set_from_json, set_to_json, signed_set_from_json
from provenance.blindlist.tests.dealers import MEMBERS, Manner, Round, sealing_keys
from provenance.blindlist.tests.holding import Clock, call, holder
from provenance.blindlist.tests.sharing_keys import EPOCH, key_of_five, repeatable
from provenance.blindlist.threshold import answer, check_answer
from provenance.blindlist.types import HolderIndex, KeyName, KeyShare

_, PUBLIC, SHARES = key_of_five()
BLINDED = tuple(blind(bytes([one]), repeatable(one))[1] for one in range(8))
QUESTION = question_bytes(KeyName.OPEN, EPOCH, BLINDED)
ANSWER = answer_bytes(answer(SHARES[0], BLINDED, repeatable(1)))
ROUND = Round(dict.fromkeys(MEMBERS, Manner.HONEST))
DEAL = to_json(ROUND.deals[0])

EDITS = st.lists(st.tuples(st.integers(0, 4_000), st.integers(0, 255)), min_size=1, max_size=4)


def changed(content: bytes, edits: list[tuple[int, int]]) -> bytes:
    made = bytearray(content)
    for place, value in edits:
        made[place % len(made)] = value
    return bytes(made)


@given(EDITS)
def test_a_changed_question_is_read_or_refused(edits: list[tuple[int, int]]) -> None:
    with contextlib.suppress(BadBlob, BadPoint):
        question_from(changed(QUESTION, edits))


@given(EDITS)
def test_a_changed_answer_never_counts_as_another(edits: list[tuple[int, int]]) -> None:
    sent = changed(ANSWER, edits)
    try:
        found = answer_from(sent, HolderIndex(1))
        check_answer(PUBLIC, found, BLINDED)
    except (BadBlob, ProofRefused):
        return
    assert (found.elements, found.proof) == (answer_from(ANSWER, HolderIndex(1)).elements, found.proof)


@settings(max_examples=60)
@given(EDITS)
@example([(76, 76)])  # another point of the group, which the proof of possession does not cover
def test_a_changed_deal_is_left_out_or_everybody_complains(edits: list[tuple[int, int]]) -> None:
    """A change in a box is for its owner to complain about; one in the later commitments fits nobody's share."""
    try:
        dealt = from_json(changed(DEAL, edits), Deal)
    except BadBlob:
        return
    if not check_deal(ROUND.terms, dealt):
        assert (dealt.dealer, dealt.commitments[0]) == (ROUND.deals[0].dealer, ROUND.deals[0].commitments[0])
        if dealt.commitments != ROUND.deals[0].commitments:
            assert all(isinstance(opened(dealt, one, sealing_keys()[one]), Complaint) for one in MEMBERS)


@given(st.binary(max_size=300), st.sampled_from([Deal, Complaint, Reveal, KeyShare]))
def test_any_bytes_are_a_message_or_refused(content: bytes, kind: type[Deal]) -> None:
    with contextlib.suppress(BadBlob):
        from_json(content, kind)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(-3, 9), st.integers(-3, 9), st.binary(max_size=40)), max_size=6))
def test_any_complaints_and_reveals_conclude_or_fail_in_words(said: list[tuple[int, int, bytes]]) -> None:
    complaints = [Complaint(HolderIndex(by), HolderIndex(against)) for by, against, _ in said]
    reveals = [Reveal(HolderIndex(dealer), HolderIndex(to), value) for dealer, to, value in said]  # type: ignore[arg-type]
    with contextlib.suppress(KeyMakingFailed):
        conclude(ROUND.terms, ROUND.deals, complaints, reveals)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.one_of(st.binary(max_size=1100), EDITS.map(lambda edits: changed(QUESTION, edits))))
def test_a_holder_answers_any_bytes_without_a_fault(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "h").mkdir(exist_ok=True)
    app = holder(tmp_path / "h", SHARES[0], Clock())
    assert call(app, "POST", "/evaluate", body).status in (200, 400, 404, 413)


NEVER = [float("inf"), 10**400, "\ud800", None, [], {}]
"""What a list service may write in place of a number or a word, and what no reckoning takes."""


@pytest.mark.parametrize("said", NEVER, ids=repr)
@pytest.mark.parametrize("name", ["number", "quorum", "index", "name", "jurisdiction"])
def test_a_set_with_anything_in_it_is_a_set_or_refused(name: str, said: object) -> None:
    told = set_to_json(a_set())
    (told if name in told else told["members"][0])[name] = said
    with contextlib.suppress(BadBlob, EpochRefused):
        set_digest(set_from_json(told))


@pytest.mark.parametrize("said", NEVER, ids=repr)
def test_signatures_of_anybody_are_read_or_refused(said: object) -> None:
    pairs = [[said, "AA=="]]
    for read in (
        lambda: editions.from_json(json.dumps({"edition": "AA==", "signatures": pairs})),
        lambda: signed_set_from_json({"set": set_to_json(a_set()), "signatures": pairs}),
        lambda: board.from_json({"topic": "edition/1", "author": said, "body": "", "signature": ""}),
    ):
        with contextlib.suppress(BadBlob):
            read()
