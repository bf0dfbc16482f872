"""Whether a contract wallet accepts a signature, asked of a node at one named block. Sources: EIPs 1271, 6492, 7702.

A wallet's answer holds for one state of the chain: it changes with the wallet's owners and code. So a check that holds
names its block, and a later refusal never makes broken what was accepted when it was recorded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from provenance.statements.eip712 import typed_digest
from provenance.statements.errors import NodeUnavailable
from provenance.statements.limits import MOST_SIGNATURE_BYTES, WORD_BYTES
from provenance.statements.node import BlockPoint, Node, Tag
from provenance.statements.recovery import check_digest
from provenance.statements.types import Address, Scheme, SignatureCheck, SignatureState, Signed

MAGIC: Final = bytes.fromhex("1626ba7e")
"""The selector of `isValidSignature(bytes32,bytes)`, and what it returns where the wallet accepts."""
ACCEPTED: Final = MAGIC + bytes(28)
DELEGATED: Final = bytes.fromhex("ef0100")
"""The code of an account that has a key and runs a contract's code begins so (EIP-7702)."""
DELEGATED_BYTES: Final = 23
NOT_DEPLOYED: Final = bytes.fromhex("6492") * 16
"""A signature of a wallet that is not on the chain yet ends so (ERC-6492)."""

HELD: Final = "signature.contract_holds"
HELD_FOR_NOW: Final = "signature.contract_not_final"
HELD_BEFORE: Final = "signature.contract_held"
REFUSED: Final = "signature.contract_refuses"
OTHER_KEY: Final = "signature.other_key"
WITHOUT_NODE: Final = "signature.no_node"
SILENT: Final = "signature.node_silent"
NOT_THERE_YET: Final = "signature.wallet_not_deployed"
TOO_LONG: Final = "signature.too_long"


def calldata(digest: bytes, signature: bytes) -> bytes:
    """The call `isValidSignature(digest, signature)` in the ABI's encoding."""
    padding = bytes(-len(signature) % WORD_BYTES)
    return MAGIC + digest + (64).to_bytes(WORD_BYTES) + len(signature).to_bytes(WORD_BYTES) + signature + padding


def delegated_to(code: bytes) -> Address | None:
    """Which contract's code an account with a key of its own runs (EIP-7702); None where it is no such account."""
    if len(code) == DELEGATED_BYTES and code.startswith(DELEGATED):
        return Address(code[len(DELEGATED) :])
    return None


def check_contract(
    digest: bytes,
    signature: bytes,
    address: Address,
    node: Node | None,
    at: datetime,
    *,
    block: BlockPoint | None = None,
) -> SignatureCheck:
    """Ask the contract at `address`, at `block` or else at the newest; never raises for a node that is away.

    HOLDS with that block's number, hash and time; BROKEN where the wallet refuses, or where no contract is there, so
    that a key must have signed and did not (the caller tried recovery). UNAVAILABLE without a node, and NOT_CHECKED
    for a wallet that is yet to be deployed.
    """
    unasked = _unasked(signature, at)
    if unasked:
        return unasked
    if node is None:
        return SignatureCheck(SignatureState.UNAVAILABLE, WITHOUT_NODE, None, at)
    try:
        return _asked(_Question(digest, signature, address), node, block or node.block(Tag.LATEST), at)
    except NodeUnavailable:
        return SignatureCheck(SignatureState.UNAVAILABLE, SILENT, None, at)


def check_with_node(
    digest: bytes,
    signature: bytes,
    address: Address,
    node: Node | None,
    at: datetime,
    *,
    block: BlockPoint | None = None,
) -> SignatureCheck:
    """Recovery first, which needs no node; then the contract. `delegated_code` is told where the node answers.

    The signer's own signature in a form that is not accepted (high s) stays NOT_CHECKED: an honest author and a
    carrier who rewrote it, no forgery.
    """
    recovered = check_digest(digest, address, signature, at, None)
    if recovered.state is SignatureState.UNAVAILABLE:
        return check_contract(digest, signature, address, node, at, block=block)
    if node is None or recovered.state is not SignatureState.HOLDS:
        return recovered
    try:
        code = node.code(address, block or node.block(Tag.LATEST))
    except NodeUnavailable:
        return recovered
    return replace(recovered, delegated_code=delegated_to(code) is not None)


def check_signed(signed: Signed, node: Node | None, at: datetime, *, block: BlockPoint | None = None) -> SignatureCheck:
    """The same for one signed message; a wallet is asked on the chain that the message is signed for.

    Raises BadMessage for a message that cannot be hashed.
    """
    digest = typed_digest(signed.domain, signed.message)
    found = check_with_node(digest, signed.signature, signed.signer, node, at, block=block)
    return replace(found, chain_id=signed.domain.chain_id)


@dataclass(frozen=True, slots=True)
class _Question:
    digest: bytes
    signature: bytes
    address: Address

    def put(self, node: Node, block: BlockPoint) -> bytes:
        return node.call(self.address, calldata(self.digest, self.signature), block)


def _unasked(signature: bytes, at: datetime) -> SignatureCheck | None:
    """What is said of a signature whose form nobody is asked about; None for the others."""
    if len(signature) > MOST_SIGNATURE_BYTES:
        return SignatureCheck(SignatureState.NOT_CHECKED, TOO_LONG, None, at)
    if signature.endswith(NOT_DEPLOYED):
        return SignatureCheck(SignatureState.NOT_CHECKED, NOT_THERE_YET, Scheme.CONTRACT, at)
    return None


def _asked(question: _Question, node: Node, block: BlockPoint, at: datetime) -> SignatureCheck:
    code = node.code(question.address, block)
    if not code:
        return _told(SignatureState.BROKEN, OTHER_KEY, None, block, at)
    found = _told(SignatureState.BROKEN, REFUSED, Scheme.CONTRACT, block, at)
    if question.put(node, block)[:WORD_BYTES] == ACCEPTED:
        found = replace(found, state=SignatureState.HOLDS, code=HELD if is_final(block, node) else HELD_FOR_NOW)
    return replace(found, delegated_code=delegated_to(code) is not None)


def _told(state: SignatureState, code: str, scheme: Scheme | None, block: BlockPoint, at: datetime) -> SignatureCheck:
    return SignatureCheck(state, code, scheme, at, block.chain_id, block.number, block.hash, block.time)


def is_final(block: BlockPoint, node: Node) -> bool:
    """Whether the chain never takes this block back, as far as the node says; a node that does not say has not."""
    try:
        return block.number <= node.block(Tag.FINAL).number
    except NodeUnavailable:
        return False
