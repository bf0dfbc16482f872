"""Published checkpoints, their cosignatures, and what anchors attest, against the tree derived anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from chronology.anchors.protocol import Anchor, AnchorTarget
from chronology.anchors.tables import anchor as anchor_rows
from chronology.audit.state import AuditState
from chronology.errors import ChronologyError
from chronology.log.tables import checkpoints, cosignatures
from chronology.notes.cosignature import cosignatures_of
from chronology.notes.keys import Verifier
from chronology.notes.note import SignedNote, parse_note, parse_signatures
from chronology.notes.signed_checkpoint import open_checkpoint
from chronology.types import LogId, RootHash, SeenHead, TreeHead, TreeSize


def check_checkpoints(state: AuditState, witnesses: Sequence[Verifier]) -> None:
    """Check signature, origin, size and root of every published checkpoint, and cosignatures of known witnesses."""
    query = select(checkpoints.c.size, checkpoints.c.root, checkpoints.c.note)
    rows = state.connection.execute(query.where(checkpoints.c.log == state.log.number).order_by(checkpoints.c.size))
    kept = rows.all()
    _check_orphans(state, {size for size, _, _ in kept})
    for size, root, note in kept:
        place = f"checkpoint {size}"
        try:
            signed = open_checkpoint(note, origin=state.log.origin, verifiers=(_log_key(state),))
            _check_cosignatures(state, size, parse_note(note), witnesses)
        except ChronologyError as error:
            state.findings.add("checkpoint_broken", place, str(error))
            continue
        if (signed.size, signed.root) != (size, root):
            state.findings.add("checkpoint_row", place, "Its row says another size or root than its note.")
        _require_root(state, "checkpoint_root", place, signed.head)
        state.count("checkpoints")


def _check_orphans(state: AuditState, sizes: set[int]) -> None:
    query = select(cosignatures.c.size).where(cosignatures.c.log == state.log.number).distinct()
    for size in state.connection.execute(query).scalars():
        if size not in sizes:
            state.findings.add("cosignature_orphan", f"checkpoint {size}", "It is cosigned, but it is not there.")


def _log_key(state: AuditState) -> Verifier:
    return Verifier.from_text(state.log.vkey)


def _check_cosignatures(state: AuditState, size: int, note: SignedNote, witnesses: Sequence[Verifier]) -> None:
    query = select(cosignatures.c.line).where(cosignatures.c.log == state.log.number, cosignatures.c.size == size)
    lines = state.connection.execute(query).scalars().all()
    signatures = parse_signatures("".join(f"{line}\n" for line in lines)) if lines else ()
    known = [one for one in signatures if any(one.is_by(witness) for witness in witnesses)]
    cosignatures_of(SignedNote(note.text, tuple(known)), witnesses)
    state.count("cosignatures", len(known))
    for name in sorted({one.name for one in signatures if one not in known}):
        reason = f"Cosignatures of {name}: its key was not given."
        if reason not in state.not_checked:
            state.not_checked.append(reason)


def check_seen(state: AuditState, seen: Iterable[SeenHead]) -> None:
    """Compare with the heads that others hold."""
    for head in seen:
        if head.root is not None:
            _require_root(state, "seen_root", head.source, TreeHead(head.size, head.root))
        elif head.size > state.committed:
            state.findings.add("seen_size", head.source, f"It holds {head.size} entries; the store is behind.")
        state.count("heads of others")


def check_anchors(state: AuditState, anchors: Sequence[Anchor]) -> None:
    """Compare every anchor's row with the tree, and check its evidence where its peer was given."""
    peers = {(one.kind, one.name): one for one in anchors}
    columns = anchor_rows.c
    query = select(columns.kind, columns.name, columns.size, columns.root, columns.checkpoint, columns.evidence)
    for kind, name, size, root, note, evidence in state.connection.execute(
        query.where(columns.log_id == state.log.log_id).order_by(columns.size)
    ).all():
        place = f"anchor {kind} {name} {size}"
        _require_root(state, "anchor_root", place, TreeHead(TreeSize(size), RootHash(root)))
        target = AnchorTarget(LogId(state.log.log_id), TreeSize(size), RootHash(root), note)
        _check_note(state, place, target)
        _check_evidence(state, place, target, evidence, peers.get((kind, name)))
        state.count("anchors")


def _check_note(state: AuditState, place: str, target: AnchorTarget) -> None:
    try:
        signed = open_checkpoint(target.checkpoint, origin=state.log.origin, verifiers=(_log_key(state),))
    except ChronologyError as error:
        state.findings.add("anchor_checkpoint", place, str(error))
        return
    if signed.head != TreeHead(target.size, target.root):
        state.findings.add("anchor_checkpoint", place, "The checkpoint kept with it is another one.")


def _check_evidence(
    state: AuditState, place: str, target: AnchorTarget, evidence: bytes | None, peer: Anchor | None
) -> None:
    if evidence is None:
        return
    if peer is None:
        state.not_checked.append(f"The evidence of {place}: its peer was not given.")
        return
    try:
        peer.verify(target, evidence)
    except ChronologyError as error:
        state.findings.add("anchor_evidence", place, str(error))


def _require_root(state: AuditState, code: str, place: str, head: TreeHead) -> None:
    derived = state.tree.ranges.get(head.size)
    if derived is None:
        state.findings.add(code, place, f"It names {head.size} entries; the store has {state.committed}.")
    elif derived.root() != head.root:
        state.findings.add(code, place, f"Its root for {head.size} entries is not that of the stored entries.")
