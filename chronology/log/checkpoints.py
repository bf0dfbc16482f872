"""Published checkpoints and what witnesses added to them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Select, select

from chronology.errors import Malformed
from chronology.log.tables import checkpoints, cosignatures
from chronology.notes.note import MAX_SIGNATURES, parse_note, parse_signatures

MAX_COSIGNATURES = MAX_SIGNATURES - 1
"""With the log's own signature a note stays within what readers take."""


def latest_note(connection: Connection, log: int) -> bytes | None:
    """The newest published checkpoint with its cosignatures."""
    notes = _notes(connection, log, _of(log).order_by(checkpoints.c.size.desc()).limit(1))
    return notes[0] if notes else None


def covering_note(connection: Connection, log: int, size: int) -> bytes | None:
    """The first published checkpoint of a tree of at least this size."""
    query = _of(log).where(checkpoints.c.size >= size).order_by(checkpoints.c.size).limit(1)
    notes = _notes(connection, log, query)
    return notes[0] if notes else None


def newest_notes(connection: Connection, log: int, limit: int, before: int | None) -> list[bytes]:
    """The newest checkpoints first, of trees smaller than `before` where that is given."""
    query = _of(log).order_by(checkpoints.c.size.desc()).limit(limit)
    return _notes(connection, log, query if before is None else query.where(checkpoints.c.size < before))


def published_size(connection: Connection, log: int) -> int:
    """How many entries the newest published checkpoint covers; 0 before the first."""
    query = select(checkpoints.c.size).where(checkpoints.c.log == log).order_by(checkpoints.c.size.desc()).limit(1)
    return connection.execute(query).scalar_one_or_none() or 0


def keep_cosignatures(connection: Connection, log: int, size: int, lines: Sequence[str], *, now: int) -> None:
    """Keep more signature lines of a published checkpoint; those that are kept already are left alone."""
    text = "".join(line.rstrip("\n") + "\n" for line in lines)
    signed = [signature.to_line().rstrip("\n") for signature in parse_signatures(text)]
    if connection.execute(_of(log).where(checkpoints.c.size == size)).first() is None:
        raise Malformed(f"There is no checkpoint of size {size} to be cosigned.")
    known = _lines(connection, log, [size]).get(size, [])
    new = [line for line in dict.fromkeys(signed) if line not in known]
    if len(known) + len(new) > MAX_COSIGNATURES:
        raise Malformed(f"A checkpoint takes at most {MAX_COSIGNATURES} cosignatures.")
    rows = [
        {"log": log, "size": size, "place": place, "line": line, "added_at": now}
        for place, line in enumerate(new, start=len(known))
    ]
    if rows:
        connection.execute(cosignatures.insert(), rows)


def _of(log: int) -> Select[int, bytes]:
    return select(checkpoints.c.size, checkpoints.c.note).where(checkpoints.c.log == log)


def _notes(connection: Connection, log: int, query: Select[int, bytes]) -> list[bytes]:
    rows = connection.execute(query).all()
    lines = _lines(connection, log, [size for size, _ in rows])
    return [_joined(bytes(note), lines.get(size, [])) for size, note in rows]


def _lines(connection: Connection, log: int, sizes: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = select(cosignatures.c.size, cosignatures.c.line).where(cosignatures.c.log == log)
    query = query.where(cosignatures.c.size.in_(sizes)).order_by(cosignatures.c.place)
    for size, line in connection.execute(query):
        found.setdefault(size, []).append(line)
    return found


def _joined(note: bytes, lines: Sequence[str]) -> bytes:
    if not lines:
        return note
    return parse_note(note).with_signatures(parse_signatures("".join(f"{line}\n" for line in lines))).to_bytes()
