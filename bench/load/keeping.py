"""`bench/load.txt`: one block a part, so that a part that is measured again leaves what is known of the others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

_HEAD = re.compile(r"^\[(\w+)\]$", re.MULTILINE)


def keep(file: Path, measured: Mapping[str, Sequence[str]]) -> None:
    """Put the lines of each part in the place of what stood there before."""
    blocks = _blocks(file.read_text("utf-8")) if file.exists() else {}
    blocks |= {name: "\n".join(lines) for name, lines in measured.items()}
    file.write_text("\n\n".join(f"[{name}]\n{said}" for name, said in blocks.items()) + "\n", "utf-8")


def _blocks(text: str) -> dict[str, str]:
    _, *parts = _HEAD.split(text)
    return {name: said.strip() for name, said in zip(parts[::2], parts[1::2], strict=True)}
