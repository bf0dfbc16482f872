"""C2SP tlog-proof: the lines, their order, and what is refused."""

from __future__ import annotations

import pytest

from chronology.errors import Malformed, ProofBroken
from chronology.merkle.tests.reference import leaves, mth, path
from chronology.notes import sign_checkpoint
from chronology.notes.tests.keys import signer
from chronology.proof import TlogProof, parse_proof
from chronology.types import LeafIndex, RootHash, TreeHead, TreeSize

LEAVES = leaves(5)
CHECKPOINT = sign_checkpoint(TreeHead(TreeSize(5), RootHash(mth(LEAVES))), "log.example", signer("log.example"))
PROOF = TlogProof(LeafIndex(2), tuple(path(2, LEAVES)), CHECKPOINT)
LINES = PROOF.to_bytes().decode().split("\n")


def test_the_lines_stand_as_the_specification_shows_them() -> None:
    assert LINES[:2] == ["c2sp.org/tlog-proof@v1", "index 2"]
    assert [len(one) for one in LINES[2:6]] == [44, 44, 44, 0]
    assert PROOF.to_bytes().endswith(b"\n\n" + CHECKPOINT)


@pytest.mark.parametrize("extra", [None, b"\0 any bytes \xff"])
def test_what_is_written_is_read_back(extra: bytes | None) -> None:
    proof = TlogProof(PROOF.index, PROOF.path, CHECKPOINT, extra)
    assert parse_proof(proof.to_bytes()) == proof


def test_no_extra_data_writes_no_line() -> None:
    assert TlogProof(PROOF.index, PROOF.path, CHECKPOINT, b"").to_bytes() == PROOF.to_bytes()


def test_the_only_entry_needs_no_hashes() -> None:
    checkpoint = sign_checkpoint(TreeHead(TreeSize(1), RootHash(LEAVES[0])), "log.example", signer("log.example"))
    proof = parse_proof(TlogProof(LeafIndex(0), (), checkpoint).to_bytes())
    proof.verify(LEAVES[0])
    with pytest.raises(ProofBroken):
        proof.verify(LEAVES[1])


def test_it_shows_its_own_entry_alone() -> None:
    PROOF.verify(LEAVES[2])
    with pytest.raises(ProofBroken):
        PROOF.verify(LEAVES[3])


def _with(at: int, *lines: str) -> bytes:
    return "\n".join((*LINES[:at], *lines, *LINES[at + 1 :])).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        _with(0, "c2sp.org/tlog-proof@v2"),
        _with(0),
        _with(1),
        _with(1, "index 02"),
        _with(1, "index -1"),
        _with(1, "index two"),
        _with(1, "Index 2"),
        _with(1, "index 2", "extra AAAA"),
        _with(1, "extra AAAA", "extra AAAA", "index 2"),
        _with(1, "extra ", "index 2"),
        _with(1, "extra AAA", "index 2"),
        _with(1, "index 2", "index 2"),
        _with(2, "AAAA"),
        _with(2, LINES[2] + " "),
        _with(2, *([LINES[2]] * 64)),
        _with(5),
        _with(5, "", ""),
        PROOF.to_bytes().replace(b"\n", b"\r\n"),
        PROOF.to_bytes()[:-1],
        PROOF.to_bytes().partition(b"\n\n")[0] + b"\n\n",
        b"\xff" + PROOF.to_bytes(),
        PROOF.to_bytes() + b"x" * 2_000_000,
    ],
)
def test_every_other_form_is_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        parse_proof(data)
