"""The times of a page on the axis of all answers: what its files tell, and everything that is on record about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from verify.cases.on_record import recorder_name
from verify.contested.selectors.published import Shown
from verify.ledger.values import OnRecord
from verify.pages.presentation.axis import Axis, Mark, Standing, axis_of, marks_of, undated_steps
from verify.pages.presentation.contested.files import letters_of
from verify.pages.presentation.text import isolated


def axis_of_page(found: Shown) -> Axis:
    """One axis for all files of a page; of records it tells what is known of them now."""
    called, marks = letters_of(found), [*_records(found), *_sealed(found), *_said(found)]
    undated: list[str] = []
    for one in found.checks:
        name = called[one.told["sha256"]]
        # A time inside one file says nothing about when another one was recorded.
        alone = len(called) == 1
        own = [mark for mark in marks_of(one.report) if not mark.record]
        marks += [mark if alone else replace(mark, title=f"{name}: {mark.title}", inside=False) for mark in own]
        undated += undated_steps(one.report)
    return axis_of(sorted(marks, key=lambda mark: mark.at), tuple(undated))


def _records(found: Shown) -> Iterator[Mark]:
    called, told = letters_of(found), [*found.told["pieces"], *found.told["rivals"], *found.told["also"]]
    about = {one["record"]: one["sha256"] for one in told if one.get("record")}
    for record in found.records.values():
        ends = (record.not_before, record.by)
        at = next((end.at for end in reversed(ends) if end is not None), None)
        if at is not None:
            yield _mark(record, at, called.get(about.get(record.record_id, ""), ""), alone=len(called) == 1)


def _mark(record: OnRecord, at: datetime, called: str, *, alone: bool) -> Mark:
    own_chain = any(end is not None and end.development for end in (record.not_before, record.by))
    name = {"recorder": isolated(recorder_name(record.organisation_id), 80)}
    title = _("Put on record") if alone or not called else _("%(file)s: put on record") % {"file": called}
    return Mark(
        Standing.HERE if own_chain else Standing.SHOWN,
        title,
        _("By %(recorder)s. Who records first has not thereby made it.") % name,
        at,
        record.not_before and record.not_before.at,
        record.by and record.by.at,
        record.record_id,
        whole=alone and bool(called) and record.by is not None,
    )


def _sealed(found: Shown) -> Iterator[Mark]:
    for one in (*found.told["pieces"], *found.told["rivals"]):
        if one["kind"] == "record" and one["form"] == "sealed":
            after, by = _time(one["after"]), _time(one["by"])
            at = by or after
            if at is not None:
                standing = Standing.HERE if one["own_chain"] else Standing.SHOWN
                text = _("By %(recorder)s, sealed. Its opening is not on this page.")
                name = {"recorder": isolated(one["recorder"], 80)}
                yield Mark(standing, _("Put on record"), text % name, at, after, by)


def _said(found: Shown) -> Iterator[Mark]:
    for one in found.findings.values():
        if one.finding.is_read:
            at, who = one.finding.at, {"who": isolated(one.organisation, 100)}
            text = _("As %(who)s says.") % who
            yield Mark(Standing.CLAIMED, _("Looked into by people"), text, at, at, at)


def _time(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
