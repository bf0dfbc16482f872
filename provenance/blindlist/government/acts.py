"""Acts as bytes: each holds the hash of the one before, so that none is forgotten or rewritten unseen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from provenance.blindlist.government.codec import (
    canonical,
    digest,
    hex_at,
    number_at,
    object_at,
    parsed,
    plain_object,
    require_keys,
    seconds,
    text_at,
    time_at,
    word_at,
)
from provenance.blindlist.government.errors import BadAct
from provenance.blindlist.government.limits import ACT_BYTES
from provenance.blindlist.government.types import Act, ActKind, Plain

SCHEMA: Final = "firstlight.act/1"
BEGINNING: Final = "0" * 64
"""What the first act names as the one before."""


def act_to_json(act: Act) -> dict[str, Plain]:
    """An act as an object; back with `act_from_json`."""
    return {
        "schema": SCHEMA,
        "number": act.number,
        "previous": act.previous,
        "kind": act.kind.value,
        "at": seconds(act.at),
        "case": act.case,
        "body": dict(act.body),
    }


def act_from_json(found: object) -> Act:
    """Raises BadAct for anything that no act is."""
    told = plain_object(found)
    require_keys(told, "schema", "number", "previous", "kind", "at", "case", "body")
    if told["schema"] != SCHEMA:
        raise BadAct("act.schema", f"An act says “schema”: “{SCHEMA}”.")
    return Act(
        number_at(told, "number"),
        hex_at(told, "previous", 64),
        word_at(told, "kind", ActKind),
        time_at(told, "at"),
        text_at(told, "case") and hex_at(told, "case", 64),
        object_at(told, "body"),
    )


def act_bytes(act: Act) -> bytes:
    """The one spelling of an act, at most ACT_BYTES; raises BadAct."""
    made = canonical(act_to_json(act))
    if len(made) > ACT_BYTES:
        raise BadAct("act.size", f"An act has at most {ACT_BYTES:,} bytes.")
    return made


def act_from_bytes(raw: bytes) -> Act:
    """Back from the one spelling; raises BadAct for any other."""
    act = act_from_json(parsed(raw, ACT_BYTES))
    if act_bytes(act) != raw:
        raise BadAct("act.spelling", "These are not the canonical bytes of an act.")
    return act


def act_hash(act: Act) -> str:
    """What the next act names, and what the chronology holds: 64 hexadecimal digits."""
    return digest(SCHEMA, act_to_json(act))


def require_chain(acts: Iterable[Act], *, number: int = 0, head: str = BEGINNING) -> str:
    """The hash of the last act, where each follows the one before; raises BadAct. Begin behind `number` and `head`."""
    for act in acts:
        number += 1
        if act.number != number or act.previous != head:
            raise BadAct("act.chain", f"Act {act.number} does not follow the one before it.")
        head = act_hash(act)
    return head
