"""The second and later checks of a contract wallet's signature: what held when it was recorded stays said."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from provenance.statements.eip712 import typed_digest
from provenance.statements.eip1271 import HELD, HELD_BEFORE, HELD_FOR_NOW, check_contract, check_signed, is_final
from provenance.statements.errors import NodeUnavailable
from provenance.statements.node import BlockPoint, Node, Tag
from provenance.statements.types import ChainId, Scheme, SignatureCheck, SignatureState, Signed


def check_first(signed: Signed, node: Node | None, at: datetime, *, arrived: datetime) -> SignatureCheck:
    """The check that counts as the one at the time of recording.

    Owners may have changed since the message arrived: what the newest block refuses, the block of that time is asked
    about. Where the nodes keep its state no more, a refusal now tells nothing: UNAVAILABLE. Raises BadMessage for a
    message that cannot be hashed.
    """
    found = check_signed(signed, node, at)
    if node is None or found.state not in {SignatureState.HOLDS, SignatureState.BROKEN}:
        return found
    if found.state is SignatureState.HOLDS:
        return _sooner(found, signed, node, at, arrived)
    try:
        point = block_at(node, arrived)
    except NodeUnavailable:
        return _unknown(found)
    then = found if point.number == found.block else check_signed(signed, node, at, block=point)
    if then.state is SignatureState.UNAVAILABLE:
        return _unknown(found)
    return _held(then) if then.state is SignatureState.HOLDS else found


def _sooner(found: SignatureCheck, signed: Signed, node: Node, at: datetime, arrived: datetime) -> SignatureCheck:
    """The yes of the block by which the message arrived, where the newest one is younger and that one said so too."""
    if found.block_time is None or found.block_time <= arrived:
        return found
    try:
        then = check_signed(signed, node, at, block=block_at(node, arrived))
    except NodeUnavailable:
        return found
    return then if then.state is SignatureState.HOLDS else found


def check_again(before: SignatureCheck, signed: Signed, node: Node | None, at: datetime) -> SignatureCheck:
    """What is known now of a signature that was checked before; the same value where no node answers.

    What a wallet accepted at a block that the chain keeps is never broken later: it HOLDS while the newest block says
    so too, and is HELD_WHEN_RECORDED from then on; the block named stays the recorded one. Everything else is checked
    anew. Raises BadMessage for a message that cannot be hashed.
    """
    if node is None or before.scheme is Scheme.EOA:
        return before
    try:
        kept = _still_there(before, node)
    except NodeUnavailable:
        return before
    found = check_signed(signed, node, at) if kept is None else _now(kept, signed, node, at)
    return before if found.state is SignatureState.UNAVAILABLE else found


def block_at(node: Node, moment: datetime) -> BlockPoint:
    """The last block that was made by this moment; raises NodeUnavailable, also where the chain is younger.

    Looked for from the newest block backwards in doubled steps, since most moments are of the last minute.
    """
    above = node.block(Tag.LATEST)
    found, step = above, 1
    while found.time > moment:
        if found.number == 0:
            raise NodeUnavailable("The chain had no block yet when this was signed.")
        above, found = found, node.block(max(0, found.number - step))
        step *= 2
    return _between(node, found, above, moment)


def _between(node: Node, found: BlockPoint, above: BlockPoint, moment: datetime) -> BlockPoint:
    """The last block by this moment, `found` being one by then and `above` a later one, or the same."""
    while above.number - found.number > 1:
        middle = node.block((found.number + above.number) // 2)
        if middle.time <= moment:
            found = middle
        else:
            above = middle
    return found


def _still_there(before: SignatureCheck, node: Node) -> SignatureCheck | None:
    """The earlier check, final by now or not; None where there is none or the chain took its block back."""
    if before.state not in {SignatureState.HOLDS, SignatureState.HELD_WHEN_RECORDED} or before.block is None:
        return None
    if before.code != HELD_FOR_NOW:
        return before
    point = node.block(before.block)
    if point.hash != before.block_hash:
        return None
    return replace(before, code=HELD if is_final(point, node) else HELD_FOR_NOW)


def _now(kept: SignatureCheck, signed: Signed, node: Node, at: datetime) -> SignatureCheck:
    digest = typed_digest(signed.domain, signed.message)
    newest = check_contract(digest, signed.signature, signed.signer, node, at)
    if newest.state is SignatureState.HOLDS:
        code = HELD if kept.code == HELD_BEFORE else kept.code
        return replace(kept, state=SignatureState.HOLDS, code=code, checked_at=at)
    return _held(replace(kept, checked_at=at)) if newest.state is SignatureState.BROKEN else kept


def _held(accepted: SignatureCheck) -> SignatureCheck:
    """Accepted at its block and refused by now; a block that is not final is looked at again all the same."""
    code = HELD_FOR_NOW if accepted.code == HELD_FOR_NOW else HELD_BEFORE
    return replace(accepted, state=SignatureState.HELD_WHEN_RECORDED, code=code)


def _unknown(found: SignatureCheck) -> SignatureCheck:
    return SignatureCheck(
        SignatureState.UNAVAILABLE, "signature.state_gone", None, found.checked_at, ChainId(found.chain_id or 0)
    )
