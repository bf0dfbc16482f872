"""What each kind of anchor shows to the reader, graded; raises ProofBroken or Malformed for what does not hold."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from chronology.anchors.evm.check import EvmAnswer, check_evm_evidence
from chronology.anchors.opentimestamps.proof import OtsProof
from chronology.anchors.rfc3161.check import Authority, check_stamp
from chronology.anchors.stamped import stamped_text
from chronology.bundle.anchor_answers import AnchorAnswer, Anchored
from chronology.bundle.nodes import Held, held_by
from chronology.bundle.sentences import said, said_latest
from chronology.bundle.values import Bound, Grade, GradeState, Params
from chronology.errors import ProofBroken

HEADER_GRADES = {
    Held.NOT_ASKED: ("matches_supplied_header", GradeState.HOLDS),
    Held.SILENT: ("node_silent", GradeState.UNAVAILABLE),
    Held.SEEN: ("header_not_final", GradeState.NOT_CHECKED),
    Held.FINAL: ("header_confirmed", GradeState.HOLDS),
    Held.OTHER: ("header_contradicted", GradeState.UNTRUSTED),
}


def check_evm(anchored: Anchored) -> AnchorAnswer:
    """An anchor on an EVM chain, from the supplied header on; the reader's node says whether that is on the chain."""
    head, node = anchored.checkpoint.head, anchored.question.node
    found = check_evm_evidence(anchored.evidence, log_id=anchored.ground.log_id, size=head.size, root=head.root)
    params = _evm_params(anchored, found)
    if found.development:
        return _answer(anchored, "development_chain", GradeState.UNTRUSTED, params, found.block_time)
    held = held_by(node, found.chain_id, found.block_number, found.block_hash)
    code, state = HEADER_GRADES[held]
    if held is Held.OTHER:
        return AnchorAnswer(Grade(code, state, anchored.subject, params))
    # Until the node calls the block final, no more is known than what the supplied header says.
    bound = "header_confirmed" if held is Held.FINAL else "matches_supplied_header"
    return _answer(anchored, code, state, params, found.block_time, bound)


def check_rfc3161(anchored: Anchored) -> AnchorAnswer:
    """A time stamp; of an authority that the reader did not list no time is taken."""
    text = stamped_text(anchored.note)
    found = check_stamp(anchored.evidence, text=text, certificates=anchored.question.tsa_roots)
    params = _params(anchored) | {
        "by": found.by or "an authority without a name",
        "time": said_latest(found.no_later_than),
    }
    if found.authority is Authority.UNKNOWN:
        return AnchorAnswer(Grade("time_stamp_unlisted", GradeState.UNTRUSTED, anchored.subject, params))
    return _answer(anchored, "time_stamped", GradeState.HOLDS, params, found.no_later_than)


def check_opentimestamps(anchored: Anchored) -> AnchorAnswer:
    """A proof towards Bitcoin; without a header no more is known than which block it names, or who promised one."""
    proof = OtsProof.parse(anchored.evidence)
    if proof.digest != sha256(stamped_text(anchored.note)).digest():
        raise ProofBroken("This OpenTimestamps proof is about other bytes.")
    if proof.blocks:
        block = proof.blocks[0]
        return _leads_to(anchored, "bitcoin_block", {"number": block.height, "hash": block.root[::-1].hex()})
    if proof.promises:
        promise = proof.promises[0]
        return _leads_to(anchored, "calendar_promise", {"by": promise.calendar, "hash": promise.commitment.hex()})
    return _leads_to(anchored, "anchor_kind_unknown", {"kind": "opentimestamps"})


def _leads_to(anchored: Anchored, code: str, params: Params) -> AnchorAnswer:
    return AnchorAnswer(Grade(code, GradeState.NOT_CHECKED, anchored.subject, {**_params(anchored), **params}))


def _evm_params(anchored: Anchored, found: EvmAnswer) -> dict[str, str | int]:
    return _params(anchored) | {
        "publisher": "0x" + found.publisher.hex(),
        "contract": "0x" + found.contract.hex(),
        "transaction": "0x" + found.transaction.hex(),
        "chain": found.chain_id,
        "number": found.block_number,
        "hash": "0x" + found.block_hash.hex(),
        "time": said(found.block_time),
    }


def _params(anchored: Anchored) -> dict[str, str | int]:
    return {"size": anchored.checkpoint.size}


def _answer(
    anchored: Anchored, code: str, state: GradeState, params: Params, at: datetime, bound: str = ""
) -> AnchorAnswer:
    grade = Grade(code, state, anchored.subject, params)
    return AnchorAnswer(grade, anchored.checkpoint.size, Bound(at, bound or code, anchored.subject))
