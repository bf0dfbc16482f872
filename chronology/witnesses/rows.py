"""How a witness remembers: one row a log, locked while it is compared and moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from chronology.merkle import EMPTY_ROOT
from chronology.notes import Checkpoint
from chronology.types import RootHash, TreeHead, TreeSize
from chronology.witnesses.tables import witness_refusals, witnessed

MAX_REFUSALS = {True: 1_000, False: 100}
"""Kept a log, certain forks and mere failures: those need the key of the log, these only one of its checkpoints."""


@dataclass(frozen=True, slots=True)
class Held:
    """The newest head that was cosigned, and the checkpoint that said it."""

    head: TreeHead
    note: bytes | None


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint, and its note with the signatures of its log alone: lines of others may hold anything."""

    checkpoint: Checkpoint
    note: bytes


@dataclass(frozen=True, slots=True)
class Refusal:
    """A signed checkpoint that was not cosigned, and the one that was held; `certain`: the two prove a fork."""

    origin: str
    certain: bool
    note: bytes
    held_note: bytes | None


def milliseconds(moment: datetime) -> int:
    """Whole milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def begin(connection: Connection, witness: str, origins: Iterable[str], *, now: int) -> None:
    """Give each log its row, so that there is always one to lock; known rows stay as they are."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    for origin in origins:
        row = {"witness": witness, "origin": origin, "size": 0, "root": EMPTY_ROOT, "changed_at": now}
        connection.execute(insert(witnessed).values(row).on_conflict_do_nothing())


def lock(connection: Connection, witness: str, origin: str) -> Held:
    """What is held of this log; nobody else moves it until this transaction ends."""
    row = connection.execute(select(witnessed).where(*_is(witness, origin)).with_for_update()).one()
    note = None if row.note is None else bytes(row.note)
    return Held(TreeHead(TreeSize(row.size), RootHash(bytes(row.root))), note)


def move(connection: Connection, witness: str, signed: Signed, *, now: int) -> None:
    """Hold this head from now on; the lock must be held and the proof checked."""
    head = signed.checkpoint.head
    values = {"size": head.size, "root": head.root, "note": signed.note, "changed_at": now}
    connection.execute(update(witnessed).where(*_is(witness, signed.checkpoint.origin)).values(values))


def keep_refusal(connection: Connection, witness: str, signed: Signed, held: Held, *, now: int) -> None:
    """Keep a signed checkpoint that was not shown to continue ours: it may be proof of misbehaviour."""
    refused, table = signed.checkpoint, witness_refusals.c
    certain = refused.size == held.head.size and refused.root != held.head.root
    known = select(table.size).where(table.witness == witness, table.origin == refused.origin, table.certain == certain)
    if connection.execute(select(func.count()).select_from(known.subquery())).scalar_one() >= MAX_REFUSALS[certain]:
        return
    here = select(table.size).where(
        table.witness == witness,
        table.origin == refused.origin,
        table.size == refused.size,
        table.root == refused.root,
    )
    if connection.execute(here).first() is None:
        row = {
            "witness": witness,
            "origin": refused.origin,
            "size": refused.size,
            "root": refused.root,
            "certain": certain,
            "note": signed.note,
            "held_note": held.note,
            "refused_at": now,
        }
        connection.execute(witness_refusals.insert(), row)


def refusals(connection: Connection, witness: str) -> list[Refusal]:
    """What was refused, the newest first."""
    table = witness_refusals.c
    query = select(table.origin, table.certain, table.note, table.held_note)
    query = query.where(table.witness == witness).order_by(table.refused_at.desc())
    return [
        Refusal(origin, certain, bytes(note), None if held is None else bytes(held))
        for origin, certain, note, held in connection.execute(query)
    ]


def _is(witness: str, origin: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (witnessed.c.witness == witness, witnessed.c.origin == origin)
