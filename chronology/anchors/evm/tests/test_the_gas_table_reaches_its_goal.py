"""The gas table measures two independent machines, which agree, and the goal holds on both."""

from __future__ import annotations

from chronology.anchors.conftest import need_node
from chronology.anchors.evm.gas import BATCHES, LIMIT, measure_embedded, measure_node, table


def test_a_real_node_and_the_embedded_chain_charge_the_same() -> None:
    need_node()
    node, embedded = measure_node(), measure_embedded()
    assert (node.deploy, node.first) == (embedded.deploy, embedded.first)
    assert max(node.steady) <= LIMIT
    assert max(embedded.steady) <= LIMIT
    shown = table([node, embedded])
    assert all(f"{batch:,}" in shown for batch in BATCHES)
    assert "MISSED" not in shown
