"""Merkle-Patricia proofs of what stands in a block: built from all of its items, checked against its header alone.

Source: Ethereum Yellow Paper, appendix D; a block's items are keyed by the RLP of their place in it.
"""

from __future__ import annotations

from collections.abc import Sequence

import rlp
from eth_hash.auto import keccak
from rlp.exceptions import RLPException
from trie.exceptions import BadTrieProof, InvalidNode, MissingTraversalNode, MissingTrieNode, ValidationError
from trie.hexary import HexaryTrie

from chronology.anchors.evm.rlp_reading import read_rlp
from chronology.errors import Malformed, ProofBroken

MAX_PROOF_NODES = 16
"""A block of 10^6 items has keys of eight nibbles, so no honest proof has more than nine nodes."""

MAX_NODE_PARTS = 512
"""A branch has 17 parts, and each of its sixteen children may stand inside it where it has fewer than 32 bytes."""


def root_of_items(items: Sequence[bytes]) -> bytes:
    """The root that a header holds for these transactions or receipts, 32 bytes."""
    return bytes(_trie_of(items).root_hash)


def prove_item(items: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The nodes, as RLP, from the root to the item of this place."""
    return tuple(rlp.encode(node) for node in _trie_of(items).get_proof(rlp.encode(index)))  # type: ignore[no-untyped-call]


def proven_item(root: bytes, index: int, nodes: Sequence[bytes]) -> bytes:
    """The item that these nodes show under this root; raises ProofBroken where they do not lead there.

    The nodes must be the path and nothing else, so that one anchor has one proof.
    """
    if len(nodes) > MAX_PROOF_NODES:
        raise Malformed(f"A proof of more than {MAX_PROOF_NODES} nodes is none of a real block.")
    parsed, key = [read_rlp(node, most_parts=MAX_NODE_PARTS) for node in nodes], rlp.encode(index)
    try:
        found = HexaryTrie.get_from_proof(root, key, parsed)  # type: ignore[no-untyped-call]
        path = _path(root, key, nodes)
    except (BadTrieProof, MissingTrieNode, MissingTraversalNode) as error:
        raise ProofBroken("The proof does not lead from the block's header to the item.") from error
    except (InvalidNode, ValidationError, RLPException, ValueError, TypeError, IndexError, KeyError) as error:
        raise Malformed("The proof holds a node that is none of a Merkle-Patricia tree.") from error
    if not isinstance(found, bytes) or not found:
        raise ProofBroken("The block has no item at this place.")
    if path != tuple(nodes):
        raise Malformed("The proof holds nodes that do not lie on the way to the item.")
    return found


def _path(root: bytes, key: bytes, nodes: Sequence[bytes]) -> tuple[bytes, ...]:
    trie = HexaryTrie({keccak(node): node for node in nodes}, root)
    return tuple(rlp.encode(node) for node in trie.get_proof(key))  # type: ignore[no-untyped-call]


def _trie_of(items: Sequence[bytes]) -> HexaryTrie:
    trie = HexaryTrie({})
    for index, item in enumerate(items):
        trie[rlp.encode(index)] = item
    return trie
