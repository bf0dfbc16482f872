"""Dockets: what a case is about, in public, and the hash that ballots sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from provenance.attestation.types import IdKind
from provenance.blindlist.government.codec import (
    digest,
    hex_at,
    list_at,
    require_keys,
    seconds,
    text_at,
    time_at,
    word_at,
)
from provenance.blindlist.government.errors import BadAct
from provenance.blindlist.government.limits import IDS_A_CASE
from provenance.blindlist.government.rules import EvidenceClass
from provenance.blindlist.government.types import CLASS_KINDS, CaseHash, Docket, Plain, Reason, Target

PURPOSE = "firstlight.docket/1"


def target_of(kinds: Sequence[IdKind]) -> Target:
    """Whether these ids name a device or a class; raises BadAct where they mix or are none."""
    classes = {kind in CLASS_KINDS for kind in kinds}
    if len(classes) != 1 or len(kinds) > IDS_A_CASE:
        raise BadAct("docket.ids", "A case names ids of one device, or of one class of devices, and not of both.")
    return Target.CLASS if classes == {True} else Target.DEVICE


def docket_to_json(docket: Docket) -> dict[str, Plain]:
    """A docket as an object; back with `docket_from_json`."""
    return {
        "number": docket.number,
        "target": docket.target.value,
        "reason": docket.reason.value,
        "evidence_class": docket.evidence_class.value,
        "evidence": docket.evidence,
        "ids": [[kind.value, commitment] for kind, commitment in docket.ids],
        "opened": seconds(docket.opened),
        "salt": docket.salt,
    }


def docket_from_json(found: Mapping[str, Plain]) -> Docket:
    """Raises BadAct for what no docket is."""
    require_keys(found, "number", "target", "reason", "evidence_class", "evidence", "ids", "opened", "salt")
    docket = Docket(
        text_at(found, "number", 40),
        word_at(found, "target", Target),
        word_at(found, "reason", Reason),
        word_at(found, "evidence_class", EvidenceClass),
        hex_at(found, "evidence", 64),
        tuple(_id(one) for one in list_at(found, "ids", IDS_A_CASE)),
        time_at(found, "opened"),
        hex_at(found, "salt", 32),
    )
    _require_sense(docket)
    return docket


def case_hash(docket: Docket) -> CaseHash:
    """What ballots are signed over: it covers kind and commitment of every sealed id."""
    return CaseHash(digest(PURPOSE, docket_to_json(docket)))


def _require_sense(docket: Docket) -> None:
    governing = docket.target in {Target.RULES, Target.MEMBERS}
    if governing != (docket.reason is Reason.GOVERNING) or governing != (not docket.ids):
        raise BadAct("docket.target", "A case is about ids, or about the government, and its reason says so.")
    if not governing and target_of([kind for kind, _ in docket.ids]) is not docket.target:
        raise BadAct("docket.target", "The ids of this case are of another target.")
    if len(set(docket.ids)) != len(docket.ids):
        raise BadAct("docket.ids", "An id stands twice in this case.")


def _id(one: Plain) -> tuple[IdKind, str]:
    if not isinstance(one, list) or len(one) != 2:
        raise BadAct("docket.ids", "An id is its kind and its commitment.")
    told = {"kind": one[0], "commitment": one[1]}
    return word_at(told, "kind", IdKind), hex_at(told, "commitment", 64)
