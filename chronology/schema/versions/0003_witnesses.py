"""What our witness has cosigned of other logs, which only grows, and what it refused although a log had signed it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from chronology.schema.append_only import append_only, refuse

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

GROWS = "NEW.size > OLD.size OR (NEW.size = OLD.size AND NEW.root = OLD.root)"
SAME = "NEW.witness = OLD.witness AND NEW.origin = OLD.origin"


def upgrade() -> None:
    """Make both tables; the database itself refuses a head that goes back."""
    op.create_table(
        "witnessed",
        sa.Column("witness", sa.Text, primary_key=True),
        sa.Column("origin", sa.Text, primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("root", sa.LargeBinary, nullable=False),
        sa.Column("note", sa.LargeBinary),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.CheckConstraint("size >= 0 AND length(root) = 32", name="witnessed_is_a_head"),
    )
    refuse("witnessed", "UPDATE", unless=f"{SAME} AND ({GROWS})", because="a witnessed log never goes back")
    refuse("witnessed", "DELETE")
    op.create_table(
        "witness_refusal",
        sa.Column("witness", sa.Text, primary_key=True),
        sa.Column("origin", sa.Text, primary_key=True),
        sa.Column("size", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("root", sa.LargeBinary, primary_key=True),
        sa.Column("certain", sa.Boolean, nullable=False),
        sa.Column("note", sa.LargeBinary, nullable=False),
        sa.Column("held_note", sa.LargeBinary),
        sa.Column("refused_at", sa.BigInteger, nullable=False),
    )
    append_only("witness_refusal")
