"""Chains that one party makes up at will. An anchor there proves nothing to outsiders, and is marked so everywhere."""

from __future__ import annotations

from chronology.anchors.evm.values import Address, ChainId

EMBEDDED_CHAIN_ID = ChainId(987735)
"""The chain that comes with Firstlight; in nobody's list of chains, so that it passes for no public one."""

EMBEDDED_CONTRACT = Address(bytes.fromhex("f2e246bb76df876cef8b38ae84130f4f55de395b"))
"""Where its contract stands: the first thing that the faucet's account deploys."""

DEVELOPMENT_CHAINS = frozenset({EMBEDDED_CHAIN_ID, ChainId(1337), ChainId(31337)})
"""Ours, and those of the usual test nodes."""
