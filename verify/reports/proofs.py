"""The appendix: for each record that a report names, everything that somebody needs to check it without us."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from provenance.on_record import KIND
from provenance.types import Report
from verify.ledger.errors import LedgerError, NoSuchRecord
from verify.ledger.models import KeyPurpose, Record
from verify.ledger.selectors import record_get, time_of, vkey_of
from verify.ledger.values import TimeView, Viewer
from verify.pages.presentation.chronology.anchors import AnchorRow
from verify.pages.presentation.chronology.kinds import kind_words
from verify.pages.presentation.chronology.panel import Panel, panel
from verify.pages.presentation.chronology.path import counted
from verify.pages.presentation.chronology.yourself import commands
from verify.reports.document import Join, Proof, Told
from verify.reports.plain import first_large, plain

MOST_PROOFS = 3
"""As many records as the result page tells of; the others are counted there."""


def proofs_of(report: Report, *, viewer: Viewer, case: str, address: str) -> tuple[Proof, ...]:
    """Return the proofs of the records of these very bytes; what the viewer may not see is left out.

    `case` is the number of the check, or empty where that is closed to who reads; `address` where this installation
    stands, without a slash at its end.
    """
    named = [str(one.params["record"]) for one in report.findings if one.kind == KIND and one.params.get("record")]
    found = [record for name in dict.fromkeys(named) if (record := _record(name, viewer))]
    return tuple(_proof(one, case, address) for one in found[:MOST_PROOFS])


def _record(name: str, viewer: Viewer) -> Record | None:
    try:
        return record_get(name, viewer=viewer)
    except NoSuchRecord:
        return None


def _proof(record: Record, case: str, address: str) -> Proof:
    view = time_of(record)
    shown = panel(view)
    path = shown.path
    covered = view.size is not None
    bundle = f"{address}{_bundle(record, case)}" if covered else ""
    return Proof(
        title=_title(view),
        written=shown.interval.written,
        existed=shown.interval.existed,
        facts=tuple(_facts(view, shown, f"{address}/r/{record.pk}")),
        anchors=tuple(_anchor(one) for one in (shown.witnesses, *shown.anchors)),
        joins=tuple(Join(one.sentence, one.digest) for one in path.joins) if path else (),
        root=path.root if path else "",
        size=path.counted if path else "",
        bundle=bundle,
        commands=_commands(view) if covered else (),
        development=view.development,
    )


def _bundle(record: Record, case: str) -> str:
    return (
        reverse("pages:bundle_with_report", args=[case, record.pk])
        if case
        else reverse("pages:record_bundle", args=[record.pk])
    )


def _title(view: TimeView) -> str:
    if view.index is None:
        return _("A record that waits for the log")
    return _("Entry %(number)s of the log %(origin)s") % {"number": counted(view.index), "origin": view.origin}


def _facts(view: TimeView, shown: Panel, page: str) -> Iterable[tuple[str, str]]:
    yield _("What"), kind_words(view.kind)
    yield _("Page of the record"), page
    if shown.earliest:
        yield _("Not earlier than, by"), shown.earliest
    if shown.latest:
        yield _("Not later than, by"), shown.latest
    if view.index is not None:
        yield _("Leaf index"), str(view.index)
        yield _("Leaf hash"), view.leaf_hash
        yield _("Log"), f"{view.origin} ({view.log_id})"
    if view.retracted:
        yield _("Since then"), _("Its recorder has retracted it. The record and its time stay.")


def _anchor(one: AnchorRow) -> Told:
    at = f" {one.at.text}." if one.at else ""
    transaction = " " + _("Transaction %(hash)s.") % {"hash": one.transaction} if one.transaction else ""
    mark = f" ({one.mark})" if one.mark else ""
    return Told(f"{first_large(one.name)}{mark}", first_large(one.sign.word), plain(one.sentence) + at + transaction)


def _commands(view: TimeView) -> tuple[tuple[str, str], ...]:
    try:
        asked = commands(view.index, vkey_of(KeyPurpose.LOG), development=view.development)
    except LedgerError:
        asked = commands(view.index, "VKEY", development=view.development)
    return ((_("Alone, with the network off"), asked["offline"]), (_("Asking for more"), asked["more"]))
