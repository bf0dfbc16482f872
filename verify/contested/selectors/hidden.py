"""What is out of display now, and why: the last line of the operators' trail about a thing counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from verify.contested.models import Did, Kind, OperatorAct

MOST_ACTS = 200


def hidden_of(kind: Kind, ids: Collection[str]) -> Mapping[str, OperatorAct]:
    """Those of these things that an operator took out of display, with the line that says so."""
    last = {one.about: one for one in OperatorAct.objects.filter(kind=kind, about__in=list(ids)).order_by("id")}
    return {about: one for about, one in last.items() if one.did == Did.HID}


def operator_acts() -> list[OperatorAct]:
    """The trail, the newest first."""
    return list(OperatorAct.objects.select_related("by").order_by("-id")[:MOST_ACTS])
