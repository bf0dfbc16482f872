"""The label that Chinese law requires in the metadata of generated media (GB 45438-2025, appendix E).

One JSON object with seven text fields, alone or under the key `AIGC`; writers put it into XMP, into PNG text, into
the EXIF user comment, or into the metadata of a film.
"""

from __future__ import annotations

import json
from typing import Final

from provenance.claims import limits
from provenance.claims.notes import Notes

_FIELDS: Final = {
    "Label": "ai_label",
    "ContentProducer": "ai_producer",
    "ProduceID": "ai_produce_id",
    "ReservedCode1": "ai_producer_code",
    "ContentPropagator": "ai_propagator",
    "PropagateID": "ai_propagate_id",
    "ReservedCode2": "ai_propagator_code",
}
_LABELS: Final = {"1": "1 (AI-generated)", "2": "2 (possibly AI-generated)", "3": "3 (suspected AI-generated)"}


def read(text: str | bytes, notes: Notes) -> bool:
    """Note the fields of a label; say whether `text` is one."""
    found = _label(text)
    for field, name in _FIELDS.items():
        value = found.get(field)
        if isinstance(value, (str, int)):
            shown = _LABELS.get(str(value), str(value)) if field == "Label" else str(value)
            notes.add("aigc", name, shown)
    return bool(found)


def _label(text: str | bytes) -> dict[str, object]:
    if len(text) > limits.AIGC_BYTES or "{" not in (text if isinstance(text, str) else text.decode("utf-8", "replace")):
        return {}
    try:
        found = json.loads(text.strip("\0 \n" if isinstance(text, str) else b"\0 \n"))  # type: ignore[arg-type]
    except (ValueError, RecursionError):
        return {}
    inner = found.get("AIGC", found) if isinstance(found, dict) else {}
    inner = _label(inner) if isinstance(inner, str) else inner
    return inner if isinstance(inner, dict) and "Label" in inner else {}
