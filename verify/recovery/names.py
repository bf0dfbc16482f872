"""Names of manifests, as they may stand in an address: everything else is a name that nobody could ask for."""

from __future__ import annotations

import re
from typing import Final

NAME: Final = re.compile(r"[A-Za-z0-9._:+@~-]{1,300}")
"""What C2PA allows in a unique identifier, and what older claim generators wrote."""


def is_name(text: str) -> bool:
    """Whether a manifest can be asked for under this name."""
    return NAME.fullmatch(text) is not None
