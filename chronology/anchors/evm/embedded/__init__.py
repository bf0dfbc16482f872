"""The embedded development chain: a real EVM on one SQLite file, run by whoever runs Firstlight.

It proves nothing to outsiders, because one party makes all of its blocks at will; every page and answer says so.
"""

from chronology.anchors.evm.development import EMBEDDED_CHAIN_ID, EMBEDDED_CONTRACT
from chronology.anchors.evm.embedded.chain import EmbeddedChain
from chronology.anchors.evm.recursion import bound_recursion

__all__ = ["EMBEDDED_CHAIN_ID", "EMBEDDED_CONTRACT", "EmbeddedChain"]

bound_recursion()
