"""What a rig found, told to who runs it with -s."""

from __future__ import annotations

import sys


def tell(sentence: str) -> None:
    """Say one sentence on a line of its own."""
    sys.stdout.write(f"\n{sentence}\n")
    sys.stdout.flush()
