"""Anchors on EVM chains: an ownerless contract, a lane of transactions, and evidence that is checked offline."""
