"""Whatever bytes come as evidence: the answer is the honest one, Malformed or ProofBroken, and comes at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
import rlp
from eth_hash.auto import keccak
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from chronology.anchors.evm import check
from chronology.anchors.evm.evidence_format import MAX_EVIDENCE_BYTES, EvmEvidence, read_evidence
from chronology.anchors.evm.rlp_reading import MAX_RLP_BYTES, MAX_RLP_DEPTH, read_rlp
from chronology.anchors.evm.tests.forging import LOG, ROOT, SIZE, Block, event, receipt, signed
from chronology.errors import Malformed, ProofBroken

pytestmark = pytest.mark.timeout(300)
OTHERS = tuple(signed(nonce=number, data=b"x") for number in range(20))
BLOCK = Block((*OTHERS, signed()), (*[receipt()] * 20, receipt(event())), place=20)
HONEST = BLOCK.evidence()
TRUE = check.check_evm_evidence(HONEST, log_id=LOG, size=SIZE, root=ROOT)
EDITS = st.lists(
    st.tuples(st.integers(0, len(HONEST)), st.integers(0, 3), st.binary(max_size=8)), min_size=1, max_size=4
)
RLP = st.recursive(st.binary(max_size=40), lambda inner: st.lists(inner, max_size=18), max_leaves=20)
CHILD = st.one_of(
    st.sampled_from([b"", bytes(32)]), st.binary(max_size=33), st.lists(st.binary(max_size=4), max_size=3)
)
NODE = st.one_of(st.lists(RLP, min_size=2, max_size=2), st.lists(CHILD, min_size=17, max_size=17), RLP)
MANY = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def answer(evidence: bytes) -> check.EvmAnswer | None:
    """The answer; None where the evidence is refused as it should be. Anything else that is raised is a find."""
    try:
        return check.check_evm_evidence(evidence, log_id=LOG, size=SIZE, root=ROOT)
    except (Malformed, ProofBroken):
        return None


def edited(data: bytes, edits: Sequence[tuple[int, int, bytes]]) -> bytes:
    for at, dropped, added in edits:
        data = data[:at] + added + data[at + dropped :]
    return data


def require_harmless(evidence: bytes) -> None:
    """Other bytes may only pass where a header with the same roots says the same about the same transaction."""
    found = answer(evidence)
    if found is None:
        return
    given_ = read_evidence(evidence)
    assert replace(given_, header=BLOCK.header()) == read_evidence(HONEST)
    header = {"block_hash": TRUE.block_hash, "block_number": TRUE.block_number, "block_time": TRUE.block_time}
    assert replace(found, **header) == TRUE
    assert found.block_hash == keccak(given_.header)


@MANY
@given(edits=EDITS)
def test_edited_evidence_shows_nothing_else(edits: list[tuple[int, int, bytes]]) -> None:
    require_harmless(edited(HONEST, edits))


@MANY
@given(at=st.integers(0, len(HONEST) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_shows_nothing_else(at: int, bit: int) -> None:
    require_harmless(HONEST[:at] + bytes([HONEST[at] ^ 1 << bit]) + HONEST[at + 1 :])


@MANY
@given(evidence=st.binary(max_size=400))
@example(b"\x9f" * 400)
@example(b"\xc2\x5a\xff\xff\xff\xff")
def test_any_bytes_are_refused(evidence: bytes) -> None:
    assert answer(evidence) is None


@MANY
@given(nodes=st.lists(NODE, min_size=1, max_size=4), index=st.integers(0, 2**24 - 1))
def test_hostile_trees_are_refused(nodes: list[Any], index: int) -> None:
    raw = tuple(bytes(rlp.encode(node)) for node in nodes)
    known: list[object] = [bytes(32)] * 21
    known[4] = known[5] = keccak(raw[0])
    known[8] = known[11] = 5
    assert answer(EvmEvidence(bytes(rlp.encode(known)), index, raw, raw, 0).to_bytes()) is None


@MANY
@given(transaction=RLP, logs=RLP, kind=st.sampled_from([b"\x02", b"\x01", b""]))
def test_hostile_calls_and_receipts_are_refused(transaction: Any, logs: Any, kind: bytes) -> None:
    call, told = kind + bytes(rlp.encode(transaction)), kind + bytes(rlp.encode([b"\x01", b"", b"", logs]))
    for block in (Block((call,)), Block((signed(),), (told,)), Block((call,), (told,))):
        assert answer(block.evidence()) is None


@MANY
@given(fields=st.lists(RLP, min_size=12, max_size=12))
def test_hostile_signatures_are_refused(fields: list[Any]) -> None:
    assert answer(Block((b"\x02" + bytes(rlp.encode(fields)),)).evidence()) is None


def nested(depth: int) -> bytes:
    found: list[object] = []
    for _ in range(depth - 1):
        found = [found]
    return bytes(rlp.encode(found))


def test_nesting_is_refused_before_it_is_read() -> None:
    assert read_rlp(nested(MAX_RLP_DEPTH)) is not None
    for hostile in (nested(MAX_RLP_DEPTH + 2), b"\xf9\xff\xfd" * 20_000, b"\xc0" * 3):
        with pytest.raises(Malformed):
            read_rlp(hostile)


def test_bytes_beyond_the_limits_are_refused_unread() -> None:
    with pytest.raises(Malformed, match=str(MAX_RLP_BYTES)):
        read_rlp(bytes(MAX_RLP_BYTES + 1))
    with pytest.raises(Malformed, match="documented form"):
        read_evidence(bytes(MAX_EVIDENCE_BYTES + 1))


def believes_the_last_node(root: bytes, index: int, nodes: Sequence[bytes]) -> bytes:
    """The planted fault: a proof that is not held against the header."""
    last: Any = rlp.decode(nodes[-1])
    return bytes(last[-1])


def test_the_search_finds_proofs_that_are_not_held_against_the_header(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "proven_item", believes_the_last_node)
    with pytest.raises(AssertionError):
        test_a_flipped_bit_shows_nothing_else()
