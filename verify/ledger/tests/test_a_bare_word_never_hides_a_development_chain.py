"""The short states of a look-up carry no mark, so an anchor on a development chain is not among them."""

from __future__ import annotations

import pytest

from chronology.anchors.protocol import AnchorState
from chronology.anchors.selectors import AnchorView
from chronology.types import RootHash, TreeSize
from verify.ledger.selectors.times import Covered
from verify.ledger.tests.conftest import BEGUN

POLYGON, EMBEDDED = 137, 987_735


def anchor(chain_id: int, state: AnchorState, *, development: bool) -> AnchorView:
    return AnchorView(
        kind="evm",
        name=f"chain {chain_id}",
        state=state,
        size=TreeSize(7),
        root=RootHash(bytes(32)),
        checkpoint=b"",
        evidence=None,
        at=BEGUN,
        chain_id=chain_id,
        reference="0x",
        detail="",
        development=development,
        created_at=BEGUN,
    )


@pytest.mark.parametrize("state", [AnchorState.SEEN, AnchorState.FINAL])
def test_an_anchor_adds_its_word_only_where_it_proves_something(state: AnchorState) -> None:
    real, own = anchor(POLYGON, state, development=False), anchor(EMBEDDED, state, development=True)
    assert Covered(anchors=(own,)).states == ()
    assert Covered(anchors=(real,)).states == (state.value,)
    assert Covered(anchors=(own, real)).states == (state.value,)
