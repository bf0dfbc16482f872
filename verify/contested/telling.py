"""Each piece as its version tells it: as everybody may read it at that moment, and no more."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chronology.records import Field
from provenance.report_json import stored
from provenance.sentences import sentence
from verify.authors.errors import NoSuchStatement
from verify.authors.models import StatementRow
from verify.authors.selectors import statement_get, statements_about
from verify.cases.on_record import recorder_name
from verify.cases.selectors import report_of
from verify.contested.documents import Told, utc
from verify.contested.limits import MOST_FOUND
from verify.contested.models import Piece, PieceKind
from verify.dossiers.documents import digest_of_document
from verify.dossiers.errors import NotNow
from verify.ledger.errors import LedgerError, NoSuchRecord
from verify.ledger.keystore import KeyMissing
from verify.ledger.models import Form, Record
from verify.ledger.selectors import open_records_of, openings_of, record_get, time_of
from verify.ledger.values import PUBLIC, OnRecord, Viewer


def told_of(piece: Piece, viewer: Viewer) -> Told:
    """One piece; raises NotNow where it cannot be told any more, and its owner has to take it out or wait."""
    told = {
        PieceKind.CHECK: _check,
        PieceKind.RECORD: lambda one: _record(one, viewer),
        PieceKind.STATEMENT: _statement,
        PieceKind.FINDING: _finding,
        PieceKind.ELSEWHERE: lambda one: {"said_by": one.said_by, "link": one.link},
    }[PieceKind(piece.kind)](piece)
    return {"kind": piece.kind, "words": piece.words, **told}


def also_told(digests: tuple[str, ...], *, own: Viewer, without: frozenset[str]) -> list[Told]:
    """What is on record here by others about the same bytes: nobody chose it, and nobody can leave it out."""
    found: list[Told] = []
    for sha256 in digests:
        records = [one for one in open_records_of(sha256) if one.record_id not in without and one.index is not None]
        found += [_open(one, sha256) for one in records if not _is_own(one, own)][:MOST_FOUND]
        said = [one for one in statements_about(sha256) if one.pk not in without and not _is_own_word(one, own)]
        found += [{"kind": "statement", "statement": one.pk, "sha256": sha256} for one in said][:MOST_FOUND]
    return found


def _check(piece: Piece) -> Told:
    item = piece.item
    report = report_of(item.verification) if item else None
    if item is None or report is None:
        raise NotNow(_("A check on this page is not there any more. Take it out."))
    finished = item.verification.finished
    return {
        "sha256": item.sha256,
        "checked": utc(finished) if finished else "",
        "headline": sentence(report.headline.code, report.headline.params),
        "answer": stored(report),
    }


def _record(piece: Piece, viewer: Viewer) -> Told:
    try:
        record = record_get(piece.number, viewer=viewer)
    except NoSuchRecord as nothing:
        raise NotNow(_("A record on this page is not there for everybody any more. Take it out.")) from nothing
    if record.index is None:
        raise NotNow(_("A record on this page waits for the log. Publish again in some seconds."))
    if record.hidden is not None or (record.form == Form.SEALED and not piece.opened):
        raise NotNow(_("A record on this page is not there for everybody any more. Take it out."))
    view = time_of(record)
    sealed = record.form == Form.SEALED
    return {
        "form": record.form,
        # The number of a sealed record opens a page for its own team alone.
        "record": "" if sealed else record.pk,
        "log": view.origin,
        "entry": record.index,
        "sha256": _content(record, viewer) if sealed else record.sha256,
        "recorder": recorder_name(record.organisation_id),
        "after": utc(view.not_before.at) if view.not_before else "",
        "by": utc(view.by.at) if view.by else "",
        "own_chain": any(end is not None and end.development for end in (view.not_before, view.by)),
    }


def _content(record: Record, viewer: Viewer) -> str:
    try:
        found = [one.value.hex() for one in openings_of(record, viewer=viewer) if one.field == Field.CONTENT]
    except (LedgerError, KeyMissing) as gone:
        raise NotNow(_("A sealed record on this page cannot be opened any more. Take it out.")) from gone
    return "".join(found)


def _open(one: OnRecord, sha256: str) -> Told:
    ends = (one.not_before, one.by)
    return {
        "kind": "record",
        "form": "open",
        "record": one.record_id,
        "entry": one.index,
        "sha256": sha256,
        "recorder": recorder_name(one.organisation_id),
        "after": utc(one.not_before.at) if one.not_before else "",
        "by": utc(one.by.at) if one.by else "",
        "own_chain": any(end is not None and end.development for end in ends),
    }


def _statement(piece: Piece) -> Told:
    try:
        row = statement_get(piece.number, viewer=PUBLIC)
    except NoSuchStatement as nothing:
        raise NotNow(_("A statement on this page is not there for everybody any more. Take it out.")) from nothing
    content = row.content if isinstance(row, StatementRow) else ""
    return {"statement": row.pk, "sha256": content}


def _finding(piece: Piece) -> Told:
    found = piece.finding
    if found is None or not found.document or not found.stands or found.hidden is not None:
        raise NotNow(_("A finding on this page was taken back or out of display. Take it out."))
    return {
        "finding": found.pk,
        "sha256": found.sha256,
        "subject": found.kind,
        "outcome": found.outcome,
        "document": digest_of_document(found.document).hex(),
    }


def _is_own(one: OnRecord, own: Viewer) -> bool:
    if own.organisation is not None:
        return one.organisation_id == own.organisation
    return one.organisation_id is None and Record.objects.filter(pk=one.record_id, user_id=own.user).exists()


def _is_own_word(one: StatementRow, own: Viewer) -> bool:
    if own.organisation is not None:
        return bool(one.by_organisation == own.organisation)
    return one.by_organisation is None and one.by_user == own.user
