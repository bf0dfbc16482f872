"""Derive a whole log anew from its stored bytes and compare everything that was ever said about it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from chronology.anchors.protocol import Anchor
from chronology.anchors.tables import anchor as anchor_rows
from chronology.audit.answer import AuditAnswer, AuditFinding, Findings
from chronology.audit.derived import DerivedTree, rising
from chronology.audit.keys import check_keys
from chronology.audit.rows import check_row_heads, check_rows
from chronology.audit.signed import check_anchors, check_checkpoints, check_seen
from chronology.audit.state import AuditState
from chronology.audit.walk import walk
from chronology.errors import Malformed, StoreUnavailable
from chronology.log import Log
from chronology.log.failures import store_failures
from chronology.log.heads import committed_head, filed_size
from chronology.log.tables import batches, checkpoints, filings
from chronology.merkle.hashing import EMPTY_ROOT
from chronology.notes.keys import Verifier, log_id
from chronology.schema.engines import reading
from chronology.tiles import FULL_WIDTH
from chronology.types import SeenHead, TreeHead, TreeSize

NEVER_CHECKED = (
    "Times of rows, the holder of the lease and fencing tokens: no hash covers them.",
    "Files in the tile store that the log does not name.",
)


def audit(
    log: Log,
    *,
    seen: Sequence[SeenHead] = (),
    witnesses: Sequence[Verifier] = (),
    anchors: Sequence[Anchor] = (),
) -> AuditAnswer:
    """Re-derive entries, tiles, roots, keys, checkpoints and anchors of one state of a log.

    Reads everything once and keeps 32 bytes an entry of at most two million in memory; may run beside the sequencer.
    `seen` are heads that others hold, `witnesses` keys whose cosignatures are checked, `anchors` the peers whose
    evidence is. Raises StoreUnavailable where the database does not answer; what is broken is a finding, never raised.
    """
    try:
        with store_failures(), reading(log.engine) as connection:
            state = _state(log, connection, seen)
            for part in (_check_registration, check_rows, walk, check_row_heads, check_keys):
                part(state)
            check_checkpoints(state, witnesses)
            check_anchors(state, anchors)
            check_seen(state, seen)
    except StoreUnavailable as error:
        return _damaged(error)
    head = TreeHead(TreeSize(state.tree.size), state.tree.root(state.tree.size))
    return AuditAnswer(head, state.findings.all(), state.checked, (*state.not_checked, *NEVER_CHECKED))


def _damaged(error: StoreUnavailable) -> AuditAnswer:
    """What SQLite says of a file that is no longer a database; every other trouble of a store goes on to the caller."""
    if type(error.__cause__) is not DatabaseError:
        raise error
    finding = AuditFinding(
        "database_damaged", "database", "The database file itself is damaged; nothing else was checked."
    )
    return AuditAnswer(TreeHead(TreeSize(0), EMPTY_ROOT), (finding,), {}, ("Everything but the database file.",))


def _state(log: Log, connection: Connection, seen: Sequence[SeenHead]) -> AuditState:
    committed, filed = committed_head(connection, log.number).size, filed_size(connection, log.number)
    named = [
        *connection.execute(select(batches.c.size).where(batches.c.log == log.number)).scalars(),
        *connection.execute(select(checkpoints.c.size).where(checkpoints.c.log == log.number)).scalars(),
        *connection.execute(select(anchor_rows.c.size).where(anchor_rows.c.log_id == log.log_id)).scalars(),
    ]
    asked = rising([0, committed, *named, *(one.size for one in seen)])
    return AuditState(log, connection, DerivedTree(asked), filed, committed, Findings())


def _check_registration(state: AuditState) -> None:
    """The log's own row, and what it says is filed."""
    try:
        name = Verifier.from_text(state.log.vkey).name
    except Malformed:
        name = ""
    if (name, log_id(state.log.vkey)) != (state.log.origin, state.log.log_id):
        state.findings.add("log_row", "log", "Origin, key and id of the log do not belong together.")
    query = select(filings.c.size).where(filings.c.log == state.log.number)
    for size in state.connection.execute(query).scalars():
        if size % FULL_WIDTH or size > state.committed:
            state.findings.add("filing", f"filing {size}", "This is no size up to which whole tiles can be filed.")
