"""Records, look-ups and anchors as JSON."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.urls import reverse

from chronology.records import Kind
from verify.cases.on_record import recorder_name
from verify.ledger.models import Record
from verify.ledger.selectors import time_of
from verify.ledger.selectors.transactions import AnchoredTree
from verify.ledger.values import AnchorLine, MemberPart, Moment, OnRecord, TimeView

# Who stands behind a notice: no organisation and no person.
OPERATOR = "The operator of this installation"


def record_envelope(record: Record, members: tuple[MemberPart, ...]) -> dict[str, Any]:
    """Everything that whoever may see the record may read; `members` where the work is open or the reader's own."""
    shown = time_of(record)
    return {
        "id": record.pk,
        "form": shown.form,
        "kind": Kind(shown.kind).name.lower(),
        "state": shown.state,
        "created": moment(shown.created),
        "recorder": {"name": OPERATOR if shown.kind == Kind.NOTICE else recorder_name(record.organisation_id)},
        "sha256": shown.sha256 or None,
        "media_type": record.media_type or None,
        "members": [{"role": one.role, "sha256": one.sha256.hex()} for one in members],
        "previous": record.previous_id,
        "retracted": shown.retracted,
        "hidden": shown.hidden,
        "log": {"origin": shown.origin, "id": shown.log_id or None},
        "index": shown.index,
        "leaf_hash": shown.leaf_hash,
        "checkpoint": _checkpoint(shown),
        "time": interval(shown.not_before, shown.by),
        "anchors": [_anchor(one) for one in shown.anchors],
        "readable": shown.readable,
        "links": links(record.pk),
    }


def open_members(record: Record) -> tuple[MemberPart, ...]:
    """The members of an open work."""
    return tuple(MemberPart(role, bytes.fromhex(digest)) for role, digest in record.members)


def on_record(one: OnRecord) -> dict[str, Any]:
    """One open record that a look-up found."""
    return {
        "id": one.record_id,
        "recorder": {"name": recorder_name(one.organisation_id)},
        "kind": Kind(one.kind).name.lower(),
        "role": one.role or None,
        "index": one.index,
        "states": list(one.states),
        "time": interval(one.not_before, one.by),
        "links": links(one.record_id),
    }


def anchored(one: AnchoredTree) -> dict[str, Any]:
    """One checkpoint that a transaction anchors."""
    return {**_anchor(one.line), "root": one.root}


def links(record_id: str) -> dict[str, str]:
    """Where to go from a record."""
    return {
        "self": reverse("api:record", args=[record_id]),
        "bundle": reverse("api:record_bundle", args=[record_id]),
        "page": reverse("pages:record", args=[record_id]),
    }


def _checkpoint(shown: TimeView) -> dict[str, Any] | None:
    if shown.size is None:
        return None
    cosigned = {"by": list(shown.cosigned.by), "asked": shown.cosigned.asked, "holds": shown.cosigned.holds}
    return {"size": shown.size, "root": shown.root, "cosigned": cosigned}


def _anchor(one: AnchorLine) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "state": one.state,
        "size": one.size,
        "at": one.at and moment(one.at),
        "chain_id": one.chain_id,
        "block_number": one.block_number,
        "transaction": one.transaction or None,
        "authority": one.authority or None,
        "development": one.development,
    }


def interval(not_before: Moment | None, by: Moment | None) -> dict[str, Any]:
    """The interval in which a record was written."""
    return {"not_before": _end(not_before), "by": _end(by)}


def _end(end: Moment | None) -> dict[str, Any] | None:
    if end is None:
        return None
    return {**asdict(end), "at": moment(end.at), "block_hash": end.block_hash or None}


def moment(at: datetime) -> str:
    """A time in UTC."""
    return at.isoformat().replace("+00:00", "Z")
