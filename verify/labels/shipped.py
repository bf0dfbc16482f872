"""The policy that comes with the software, and counts where a team has none of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from verify.labels.policy import LabelPolicy, policy_read

FILE: Final = Path(__file__).with_name("shipped.toml")


@cache
def shipped_text() -> str:
    """The file as it stands, to begin one's own from."""
    return FILE.read_text(encoding="utf-8")


@cache
def shipped_policy() -> LabelPolicy:
    """What it says."""
    return policy_read(FILE.read_bytes())
