"""Which contents the intact part of an edit chain is bound to, as handles that mean nothing outside this installation.

An ingredient's manifest travels inside the file made from it, with the hash of the ingredient's own content. So two
files can be tied to each other by the chain of one of them, without publishing a name or a hash.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from typing import Final

from provenance.credentials.reading import Chain, Manifest
from provenance.types import Integrity, Step, StepId

HANDLE_HEX: Final = 32
"""128 bits: enough that two contents never share a handle."""

HARD_BINDINGS: Final = ("c2pa.hash.data", "c2pa.hash.bmff", "c2pa.hash.boxes")
"""Assertions that hash the content itself (C2PA specification, section 9)."""


def bindings_of(steps: tuple[Step, ...], chain: Chain, handle_key: bytes) -> tuple[str, ...]:
    """Handles of the contents of all steps that only intact steps lead to, newest first.

    Empty where the newest step is not intact, binds no content, or nothing keys the handles.
    """
    if not handle_key:
        return ()
    manifests = dict(zip((one.id for one in steps), chain.manifests, strict=True))
    handles = [_handle(manifests[one.id], handle_key) for one in _intact(steps)]
    if not handles or handles[0] is None:
        return ()
    return tuple(dict.fromkeys(one for one in handles if one is not None))


def _intact(steps: tuple[Step, ...]) -> Iterator[Step]:
    by_id: Mapping[StepId, Step] = {one.id: one for one in steps}
    waiting, seen = [one.id for one in steps[:1]], set[StepId]()
    while waiting:
        step = by_id.get(waiting.pop(0))
        if step is None or step.id in seen or step.integrity is not Integrity.INTACT:
            continue
        seen.add(step.id)
        yield step
        waiting.extend(step.ingredients)


def _handle(manifest: Manifest, key: bytes) -> str | None:
    bound = {name: one for name, one in manifest.assertions.items() if name.startswith(HARD_BINDINGS)}
    if not bound:
        return None
    said = json.dumps(bound, sort_keys=True, default=str).encode()
    return hmac.new(key, said, hashlib.sha256).hexdigest()[:HANDLE_HEX]
