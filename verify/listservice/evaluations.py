"""How often key holders were asked, by their own public counts."""

from __future__ import annotations

import json
from typing import Any, Final

from provenance.blindlist.errors import BlindListError
from verify.listservice import parts

SECONDS: Final = 2.0
MOST_BYTES: Final = 65_536


def evaluations() -> dict[str, Any]:
    """The counts of each key holder; null where it does not answer now."""
    return {str(one.index): _of(one.holder_url) for one in parts.shelf().current().members}


def _of(address: str) -> Any:
    if not address:
        return None
    try:
        answer = parts.relay().get(f"{address}/counts", timeout=SECONDS, at_most=MOST_BYTES)
        return json.loads(answer.body) if answer.status == 200 else None
    except (BlindListError, OSError, ValueError):
        return None
