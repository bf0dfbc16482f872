"""Which assertions of earlier steps are taken out of a copy that takes its history along (C2PA 2.2 section 6.8).

All but those that a history cannot be checked without: what binds content, what was done, what went in. So an assertion
that nobody here knows, of a maker's own making, goes as well.
"""

from __future__ import annotations

from typing import Final

from provenance.credentials.boxes import children
from provenance.credentials.named_boxes import MOST_MANIFESTS, assertions_in, by_name

KEPT: Final = ("c2pa.hash.", "c2pa.actions", "c2pa.ingredient")

MOST_REDACTED: Final = 1000
"""Assertions taken out of one history; honest ones have a few dozen."""


def redactable(store: bytes) -> tuple[str, ...]:
    """Addresses of the assertions to be taken out of the manifests of this store, in their order."""
    manifests = by_name((children(store) or [])[1 : MOST_MANIFESTS + 1])
    found = [
        f"self#jumbf=/c2pa/{label}/c2pa.assertions/{name}"
        for label, manifest in manifests.items()
        for name in assertions_in(manifest)
        if not name.startswith(KEPT)
    ]
    return tuple(found[:MOST_REDACTED])
