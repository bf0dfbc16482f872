"""Between A and B: what each end rests on, and what it is not taken from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from random import Random

import pytest

from chronology.anchors.evm.check import check_evm_evidence
from chronology.anchors.evm.values import BlockHash, BlockNumber, BlockRef, ChainId
from chronology.bundle import (
    Bound,
    Bundle,
    BundleAnswer,
    BundledBeacon,
    GradeState,
    Interval,
    Question,
    RecordAnswer,
    Regards,
    check_for,
    witnesses_from,
)
from chronology.bundle.answer_json import answer_to_json
from chronology.bundle.sentences import said
from chronology.bundle.tests.full import LATER, LOG_ID, MINED, STAMPED, evm_evidence, full
from chronology.bundle.tests.making import (
    AT,
    LOG_KEY,
    PUBLIC_CHAIN,
    WITNESSES,
    Tree,
    block_leaf,
    photo_leaf,
    plain_bundle,
    witness_lines,
)
from chronology.errors import PeerUnavailable
from chronology.notes import Algorithm, Ed25519NoteSigner, cosign, read_checkpoint
from chronology.records import BlockPoint, WitnessPoint, beacon_leaf, padding_leaf
from chronology.types import Digest, LeafIndex

NOBODY = Question(LATER)


class Node:
    """A reader's node: it has the blocks that it is told of and calls all up to `final` final."""

    def __init__(
        self, *blocks: tuple[int, bytes], chain_id: int = PUBLIC_CHAIN, final: int = 10**6, at: datetime = AT
    ) -> None:
        self._blocks, self._chain_id, self._final, self._at = dict(blocks), ChainId(chain_id), final, at

    def chain_id(self) -> ChainId:
        return self._chain_id

    def block(self, number: BlockNumber) -> BlockRef | None:
        found = self._blocks.get(number)
        return None if found is None else BlockRef(self._chain_id, number, BlockHash(found), self._at)

    def finalized(self) -> BlockRef:
        return BlockRef(self._chain_id, BlockNumber(self._final), BlockHash(bytes(32)), AT)


class Silent(Node):
    """A node that does not answer."""

    def block(self, number: BlockNumber) -> BlockRef | None:
        raise PeerUnavailable("no answer")


def codes(answer: BundleAnswer) -> set[str]:
    return {one.code for one in answer.grades}


def states(answer: BundleAnswer) -> dict[str, GradeState]:
    return {one.code: one.state for one in answer.grades}


def ends(answer: BundleAnswer) -> tuple[str | None, str | None]:
    after, before = answer.interval.after, answer.interval.before
    return after and after.code, before and before.code


def anchored(*places: int) -> Bundle:
    bundle = full().bundle
    return replace(bundle, records=bundle.records[:1], anchors=tuple(bundle.anchors[place] for place in places))


EVM, DEVELOPMENT, STAMP, PROMISE, BITCOIN = range(5)
BEACON_HASH = sha256(b"block").digest()
ANCHOR_BLOCK = 77


def anchor_hash() -> bytes:
    checkpoint = read_checkpoint(full().bundle.checkpoint)[0]
    evidence = full().bundle.anchors[EVM].evidence
    return check_evm_evidence(evidence, log_id=LOG_ID, size=checkpoint.size, root=checkpoint.root).block_hash


# The latest end.


def test_a_supplied_header_is_called_just_that() -> None:
    answer = check_for(anchored(EVM), NOBODY)
    assert states(answer)["matches_supplied_header"] is GradeState.HOLDS
    assert ends(answer)[1] == "matches_supplied_header"
    assert "whether that block is on its chain was not checked" in answer.interval.sentence
    assert any("--rpc" in one for one in answer.not_checked)


def test_your_own_node_confirms_the_header() -> None:
    answer = check_for(anchored(EVM), replace(NOBODY, node=Node((ANCHOR_BLOCK, anchor_hash()))))
    assert states(answer)["header_confirmed"] is GradeState.HOLDS
    assert (ends(answer)[1], answer.interval.before and answer.interval.before.at) == ("header_confirmed", MINED)


def test_a_block_that_is_not_final_is_not_confirmed() -> None:
    answer = check_for(anchored(EVM), replace(NOBODY, node=Node((ANCHOR_BLOCK, anchor_hash()), final=ANCHOR_BLOCK - 1)))
    assert states(answer)["header_not_final"] is GradeState.NOT_CHECKED
    assert ends(answer)[1] == "matches_supplied_header"


def test_another_block_on_your_node_takes_the_time_away_without_accusing() -> None:
    answer = check_for(anchored(EVM), replace(NOBODY, node=Node((ANCHOR_BLOCK, bytes(32)))))
    assert states(answer)["header_contradicted"] is GradeState.UNTRUSTED
    assert ends(answer)[1] is None


@pytest.mark.parametrize("node", [Silent(), Node()])
def test_a_silent_node_says_nothing_against_the_anchor(node: Node) -> None:
    answer = check_for(anchored(EVM), replace(NOBODY, node=node))
    assert states(answer)["node_silent"] is GradeState.UNAVAILABLE
    assert ends(answer)[1] == "matches_supplied_header"


def test_a_node_of_another_chain_confirms_nothing() -> None:
    answer = check_for(anchored(EVM), replace(NOBODY, node=Node((ANCHOR_BLOCK, anchor_hash()), chain_id=1)))
    assert "matches_supplied_header" in codes(answer)


def test_a_development_chain_proves_nothing_to_outsiders() -> None:
    answer = check_for(anchored(DEVELOPMENT), replace(NOBODY, node=Node((ANCHOR_BLOCK, bytes(32)), chain_id=31_337)))
    assert states(answer)["development_chain"] is GradeState.UNTRUSTED
    assert "proves nothing to outsiders" in answer.interval.sentence


def test_a_listed_authority_gives_the_time() -> None:
    answer = check_for(anchored(STAMP), full().question())
    assert (ends(answer)[1], answer.interval.before and answer.interval.before.at) == ("time_stamped", STAMPED)


def test_an_unlisted_authority_gives_no_time_and_is_not_broken() -> None:
    answer = check_for(anchored(STAMP), NOBODY)
    assert states(answer)["time_stamp_unlisted"] is GradeState.UNTRUSTED
    assert ends(answer)[1] is None
    assert any("--tsa" in one for one in answer.not_checked)


def test_a_calendars_promise_and_a_named_bitcoin_block_give_no_time() -> None:
    answer = check_for(anchored(PROMISE, BITCOIN), full().question())
    assert states(answer)["calendar_promise"] is GradeState.NOT_CHECKED
    assert states(answer)["bitcoin_block"] is GradeState.NOT_CHECKED
    assert ends(answer)[1] == "cosigned"


def test_the_best_witness_of_time_wins_over_an_earlier_weaker_one() -> None:
    answer = check_for(full().bundle, full().question())
    assert answer.interval.before is not None
    assert (answer.interval.before.code, answer.interval.before.at) == ("time_stamped", STAMPED)
    confirmed = replace(full().question(), node=Node((ANCHOR_BLOCK, anchor_hash())))
    assert ends(check_for(full().bundle, confirmed))[1] == "header_confirmed"


def test_without_an_anchor_that_is_said() -> None:
    answer = check_for(anchored(), NOBODY)
    assert states(answer)["no_anchor"] is GradeState.ABSENT
    assert "nothing that you trust shows by when" in answer.interval.sentence


def test_an_anchor_of_an_earlier_checkpoint_does_not_cover_a_later_record() -> None:
    made = full()
    late = made.tree.record(8, 10)
    answer = check_for(replace(made.bundle, records=(late,), anchors=(made.bundle.anchors[STAMP],)), made.question())
    assert "time_stamped" in codes(answer)
    assert ends(answer)[1] == "cosigned"


def test_a_time_after_the_present_is_not_taken() -> None:
    answer = check_for(anchored(STAMP), replace(full().question(), at=AT - timedelta(days=1), witnesses=()))
    assert states(answer)["in_future"] is GradeState.UNTRUSTED
    assert ends(answer) == (None, None)


def test_evidence_about_another_checkpoint_is_broken() -> None:
    bundle = anchored(EVM)
    other = replace(bundle.anchors[0], evidence=evm_evidence(full().tree.checkpoint(3)))
    assert states(check_for(replace(bundle, anchors=(other,)), NOBODY))["anchor_broken"] is GradeState.BROKEN


def test_an_anchored_checkpoint_of_another_history_is_broken() -> None:
    fork = Tree([b"another history"] * 12)
    note = fork.checkpoint()
    for path in ((), fork.consistency(10, 12), full().tree.consistency(10, 11)):
        anchor = replace(full().bundle.anchors[EVM], evidence=evm_evidence(note), checkpoint=note, path=path)
        answer = check_for(replace(anchored(), anchors=(anchor,)), NOBODY)
        assert states(answer)["anchor_of_other_history"] is GradeState.BROKEN
        assert ends(answer)[1] is None


def test_an_anchored_checkpoint_without_the_logs_signature_is_broken() -> None:
    anchor = full().bundle.anchors[EVM]
    unsigned = replace(anchor, checkpoint=anchor.checkpoint.replace(LOG_KEY.name.encode(), b"log.example.net/2026"))
    answer = check_for(replace(anchored(), anchors=(unsigned,)), NOBODY)
    assert states(answer)["anchor_of_other_log"] is GradeState.BROKEN


def test_an_unknown_kind_of_anchor_is_not_checked() -> None:
    anchor = replace(full().bundle.anchors[EVM], kind="moon", evidence=b"cheese")
    answer = check_for(replace(anchored(), anchors=(anchor,)), NOBODY)
    assert states(answer)["anchor_kind_unknown"] is GradeState.NOT_CHECKED
    assert ends(answer)[1] is None


# The earliest end.


def behind(leaf: bytes, *, swapped: bool = False) -> Bundle:
    tree = Tree([photo_leaf(), leaf] if swapped else [leaf, photo_leaf()])
    record, beacon = (0, 1) if swapped else (1, 0)
    return Bundle((tree.record(record, 2, beacon=beacon),), LOG_KEY.vkey, tree.checkpoint(), AT)


def test_a_block_that_the_log_names_is_not_confirmed_offline() -> None:
    answer = check_for(behind(block_leaf()), NOBODY)
    assert states(answer)["beacon_named"] is GradeState.NOT_CHECKED
    assert answer.interval.after is not None
    assert answer.interval.after.at == AT
    assert "not confirmed" in answer.interval.sentence


def test_your_own_node_confirms_the_block_before_the_record() -> None:
    answer = check_for(behind(block_leaf()), replace(NOBODY, node=Node((1000, BEACON_HASH))))
    assert states(answer)["beacon_confirmed"] is GradeState.HOLDS
    assert ends(answer)[0] == "beacon_confirmed"


def test_a_block_that_your_node_does_not_have_shows_nothing() -> None:
    answer = check_for(behind(block_leaf()), replace(NOBODY, node=Node((1000, bytes(32)))))
    assert states(answer)["beacon_contradicted"] is GradeState.UNTRUSTED
    assert ends(answer)[0] is None


@pytest.mark.parametrize("final", [999, 10**6])
@pytest.mark.parametrize("off", [timedelta(days=-1800), timedelta(seconds=-1), timedelta(seconds=1)])
def test_a_time_that_your_node_does_not_give_that_block_shows_nothing(off: timedelta, final: int) -> None:
    node = Node((1000, BEACON_HASH), final=final, at=AT + off)
    answer = check_for(behind(block_leaf()), replace(NOBODY, node=node))
    assert states(answer)["beacon_contradicted"] is GradeState.UNTRUSTED
    assert ends(answer)[0] is None
    assert not {"beacon_confirmed", "beacon_named"} & codes(answer)


def test_a_beacon_of_a_development_chain_proves_nothing_to_outsiders() -> None:
    answer = check_for(
        behind(block_leaf(chain_id=987_735)), replace(NOBODY, node=Node((1000, BEACON_HASH), chain_id=987_735))
    )
    assert states(answer)["beacon_development"] is GradeState.UNTRUSTED


def witnessed(at: datetime = AT, claimed: datetime = AT, by: Ed25519NoteSigner = WITNESSES[0]) -> Bundle:
    checkpoint = read_checkpoint(Tree([b"of another log"]).checkpoint())[0]
    line = cosign(Tree([b"of another log"]).checkpoint(), by, at).to_line().rstrip("\n")
    point = WitnessPoint(checkpoint.origin, checkpoint.size, checkpoint.root, int(claimed.timestamp()), line)
    return behind(beacon_leaf(point))


def test_a_cosignature_of_a_listed_witness_is_an_earliest_time() -> None:
    listed = replace(NOBODY, witnesses=full().question().witnesses)
    assert states(check_for(witnessed(), listed))["beacon_witnessed"] is GradeState.HOLDS
    assert states(check_for(witnessed(), NOBODY))["beacon_witness_named"] is GradeState.NOT_CHECKED


@pytest.mark.parametrize("operator", ["", " Somebody Else"])
def test_a_witness_of_the_logs_own_operator_gives_no_earliest_time_that_holds(operator: str) -> None:
    own = Ed25519NoteSigner.generate("w.example.org/own", Random(9).randbytes, Algorithm.ED25519_COSIGNATURE)
    answer = check_for(witnessed(by=own), replace(NOBODY, witnesses=witnesses_from([own.vkey + operator])))
    assert states(answer)["beacon_witness_named"] is GradeState.NOT_CHECKED
    assert ends(answer)[0] == "beacon_witness_named"


def test_a_beacon_that_claims_another_time_than_was_cosigned_is_broken() -> None:
    listed = replace(NOBODY, witnesses=full().question().witnesses)
    answer = check_for(witnessed(claimed=AT + timedelta(minutes=30)), listed)
    assert states(answer)["beacon_broken"] is GradeState.BROKEN
    assert ends(answer)[0] is None


def test_a_beacon_behind_the_record_is_broken() -> None:
    answer = check_for(behind(block_leaf(), swapped=True), NOBODY)
    assert states(answer)["beacon_broken"] is GradeState.BROKEN
    assert ends(answer)[0] is None


def test_an_ordinary_record_is_no_beacon() -> None:
    assert "beacon_broken" in codes(check_for(behind(photo_leaf()), NOBODY))


def test_a_beacon_that_is_not_on_the_log_is_broken() -> None:
    bundle = plain_bundle()
    beacon = bundle.records[0].beacon
    assert beacon is not None
    forged = BundledBeacon(block_leaf(at=AT + timedelta(minutes=1)), beacon.index, beacon.path)
    answer = check_for(replace(bundle, records=(replace(bundle.records[0], beacon=forged),)), NOBODY)
    assert "beacon_broken" in codes(answer)


def test_no_beacon_is_absent() -> None:
    bundle = plain_bundle()
    answer = check_for(replace(bundle, records=(replace(bundle.records[0], beacon=None),)), NOBODY)
    assert states(answer)["beacon_absent"] is GradeState.ABSENT
    assert "Nothing that you trust shows when" in answer.interval.sentence


def test_a_time_beyond_any_calendar_is_broken() -> None:
    leaf = beacon_leaf(BlockPoint(PUBLIC_CHAIN, 1, bytes(32), 2**62))
    assert "beacon_broken" in codes(check_for(behind(leaf), NOBODY))


def test_ends_that_contradict_each_other_are_not_used() -> None:
    tree = Tree([block_leaf(at=AT + timedelta(minutes=5)), photo_leaf()])
    note = tree.checkpoint(cosigned_at=AT)
    bundle = Bundle((tree.record(1, 2, beacon=0),), LOG_KEY.vkey, note, AT)
    answer = check_for(bundle, full().question())
    assert states(answer)["times_contradict"] is GradeState.UNTRUSTED
    assert ends(answer) == (None, None)


def test_a_fraction_of_a_second_makes_the_latest_end_later_and_never_the_earliest() -> None:
    at = AT + timedelta(microseconds=1)
    end = Bound(at, "time_stamped", "anchor 1")
    interval = Interval(end, end, Regards.GIVEN)
    assert "between 2026-11-22T12:00:00Z (" in interval.sentence
    assert "and 2026-11-22T12:00:01Z (" in interval.sentence
    assert "existed by 2026-11-22T12:00:01Z and" in interval.sentence
    told = answer_to_json(BundleAnswer((), (RecordAnswer(LeafIndex(0), {}, interval),)))["records"]
    shown = told[0]["interval"]  # type: ignore[index]
    assert (shown["after"]["at"], shown["before"]["at"]) == ("2026-11-22T12:00:00Z", "2026-11-22T12:00:01Z")


def test_the_accuracy_of_an_authority_is_rounded_up_in_its_grade(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chronology.anchors.rfc3161.check._accuracy", lambda _: timedelta(milliseconds=1))
    answer = check_for(anchored(STAMP), full().question())
    (stamped,) = [one for one in answer.grades if one.code == "time_stamped"]
    assert stamped.params["time"] == said(STAMPED + timedelta(seconds=1))


OLDER = "may be much older"


def test_without_a_file_it_speaks_of_what_the_record_names() -> None:
    answer = check_for(full().bundle, replace(full().question(), media=None))
    assert answer.interval.sentence.endswith(" What it names existed by 2026-11-22T12:05:00Z and may be much older.")


def test_of_another_file_or_of_none_nothing_is_said_to_have_existed() -> None:
    other = replace(full().question(), media=Digest(sha256(b"other").digest()))
    assert OLDER not in check_for(full().bundle, other).interval.sentence
    for leaf in (padding_leaf(Random(4).randbytes), full().sealed.leaf, b"no record"):
        tree = Tree([leaf])
        bundle = Bundle((tree.record(0, 1),), LOG_KEY.vkey, tree.checkpoint(cosigned_at=AT), AT)
        answer = check_for(bundle, full().question())
        assert answer.interval.before is not None
        assert OLDER not in answer.interval.sentence


@pytest.mark.parametrize(
    ("place", "unless"),
    [(EVM, "if that block is on its chain"), (DEVELOPMENT, "if you trust the operator of that development chain")],
)
def test_a_weak_end_is_called_so_in_the_same_sentence(place: int, unless: str) -> None:
    listed = replace(NOBODY, logs=full().question().logs)
    answer = check_for(anchored(place), listed)
    assert answer.interval.sentence.endswith(f" existed by {said(MINED)} and may be much older, {unless}.")


def test_a_log_that_nobody_listed_is_called_so_where_its_time_is_told() -> None:
    unless = "All this, if the log is the one it says it is."
    assert check_for(anchored(STAMP), replace(full().question(), logs=())).interval.sentence.endswith(unless)
    assert unless not in check_for(anchored(STAMP), full().question()).interval.sentence
    assert unless not in check_for(anchored(), replace(NOBODY, at=AT - timedelta(days=9))).interval.sentence


def test_the_sentence_says_what_the_interval_does_not_say() -> None:
    answer = check_for(full().bundle, full().question())
    assert answer.interval.sentence.startswith("The record was written between 2026-11-22T12:00:00Z (")
    assert answer.interval.sentence.endswith(" The file existed by 2026-11-22T12:05:00Z and may be much older.")
    assert datetime(2026, 11, 22, 12, tzinfo=UTC) == AT
    assert len(witness_lines()) == 3
