"""The tables of a witness: the newest head it has cosigned of each log, and signed checkpoints that did not fit it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, LargeBinary, Table, Text

from chronology.schema.metadata import metadata

# Times are whole milliseconds since 1970, UTC; `witness` is the verifier key of the witness as text.

witnessed = Table(
    "witnessed",
    metadata,
    Column("witness", Text, primary_key=True),
    Column("origin", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("root", LargeBinary, nullable=False),
    Column("note", LargeBinary),
    Column("changed_at", BigInteger, nullable=False),
)
"""One row a log; `note` is the checkpoint as its log signed it, NULL before the first."""

witness_refusals = Table(
    "witness_refusal",
    metadata,
    Column("witness", Text, primary_key=True),
    Column("origin", Text, primary_key=True),
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("root", LargeBinary, primary_key=True),
    Column("certain", Boolean, nullable=False),
    Column("note", LargeBinary, nullable=False),
    Column("held_note", LargeBinary),
    Column("refused_at", BigInteger, nullable=False),
)
"""A checkpoint with its log's valid signature that was not shown to continue `held_note`. Of one size with another root
(`certain`) the two are proof of a fork; else they are a reason to ask, for anybody may send a wrong proof."""
