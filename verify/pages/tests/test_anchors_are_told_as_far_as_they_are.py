"""Pending is not seen, seen is not final, our own chain proves nothing, and two witnesses are not enough."""

from __future__ import annotations

import pytest

from verify.ledger.values import AnchorLine, Cosigned
from verify.pages.presentation.chronology.anchors import anchor_rows, witness_row

POLYGON = 137


@pytest.mark.parametrize("kind", ["evm", "rfc3161", "opentimestamps"])
def test_every_kind_has_a_sentence_for_every_state(kind: str) -> None:
    lines = tuple(
        AnchorLine(kind, state, chain_id=POLYGON, authority="clock.example") for state in ("pending", "seen", "final")
    )
    rows = anchor_rows(lines)
    assert [str(row.sign.word) for row in rows] == ["pending", "seen", "final"]
    assert len({row.sentence for row in rows}) == 3
    assert all(row.sentence.endswith(".") and "%" not in row.sentence for row in rows)


def test_what_was_only_seen_may_still_go() -> None:
    (row,) = anchor_rows((AnchorLine("evm", "seen", chain_id=POLYGON, block_number=61_204_118),))
    assert (
        row.sentence == "Block 61,204,118 of Polygon holds it. Until the chain calls that block final, it may drop it."
    )


def test_the_embedded_chain_is_marked_wherever_it_is_named() -> None:
    (row,) = anchor_rows((AnchorLine("evm", "final", chain_id=987_735, development=True),))
    assert row.mark == "development chain: proves nothing to outsiders"
    assert row.name == "Development chain"


def test_anchors_that_never_went_out_are_nobodys_business() -> None:
    assert anchor_rows((AnchorLine("evm", "superseded"), AnchorLine("evm", "failed"))) == ()


def test_a_transaction_leads_to_the_explorer_that_the_operator_named() -> None:
    link = "https://explorer.example/tx/0xabc"
    (row,) = anchor_rows((AnchorLine("evm", "final", transaction="0x" + "ab" * 32, explorer_link=link),))
    assert (row.link, row.short) == (link, "0xabababab…abab")


ONLY = "only the operator’s word"


@pytest.mark.parametrize(("names", "word"), [((), ONLY), (("a", "b"), ONLY), (("a", "b", "c"), "cosigned")])
def test_three_separate_operators_make_a_cosignature(names: tuple[str, ...], word: str) -> None:
    row = witness_row(Cosigned(names, asked=4))
    assert str(row.sign.word) == word
    assert all(name in row.sentence for name in names if word == "cosigned")
