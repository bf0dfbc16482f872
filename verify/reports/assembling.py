"""From one check to its document: what the result page says, in the same words, for the same reader."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from provenance.types import Report
from verify.authors.card import principal_of_identity
from verify.cases.likenesses import likenesses_of
from verify.cases.models import Verification
from verify.cases.seen_likenesses import ledger_viewer
from verify.cases.selectors import report_of
from verify.cases.uploader import Uploader
from verify.pages.presentation.authors.panel import BoundIdentity, author_panel, bound_identity
from verify.pages.presentation.expert import Expert, ListRow
from verify.pages.presentation.facts import Facts
from verify.pages.presentation.moments import moment
from verify.pages.presentation.page import ResultPage, result_page
from verify.pages.presentation.summary import Summary
from verify.pages.presentation.text import isolated, visible
from verify.reports.document import Answer, Asked, Pairs, ReportDocument, Told, UsedList
from verify.reports.people import people_entries
from verify.reports.plain import first_large, plain, told_line
from verify.reports.proofs import proofs_of
from verify.reports.steps import author_entries, camera_entries, camera_list_lines, similar_entries, step_entries
from verify.reports.times import time_lines
from verify.reports.words import NOT_CHECKED, OTHER, READ_BY_ALL, READ_BY_TEAM


def report_document(
    verification: Verification, *, viewer: Uploader | None, address: str, shared: str = ""
) -> ReportDocument | None:
    """Return the document of a finished check as `viewer` reads it, None where there is no report.

    Nobody's rights are looked at here: whoever asks has found the check for this viewer. `viewer` None is everybody.
    `address` is where this installation stands, without a slash at its end; `shared` is the path of a share link for
    whoever came by it, and stands in place of the page that is closed to them.
    """
    report = report_of(verification, viewer=viewer)
    if report is None:
        return None
    page = result_page(report)
    authors = author_panel(report, _identities(report))
    return ReportDocument(
        language=translation.get_language() or settings.LANGUAGE_CODE,
        demo=settings.DEMO,
        answer=_answer(page.summary),
        asked=_asked(verification, page, viewer, f"{address}{shared or _path(verification)}"),
        lines=tuple(told_line(one) for one in page.lines),
        steps=step_entries(page.history),
        behind=page.history.behind,
        times=time_lines(page.axis),
        camera=camera_entries(page.camera),
        camera_list=camera_list_lines(page.camera),
        authors=author_entries(authors, address),
        author_lines=(*(told_line(one) for one in authors.lines), *(_bound(one) for one in authors.identities)),
        similar=similar_entries(likenesses_of(verification, viewer), address),
        not_checked=tuple(_unchecked(report.not_checked)),
        proofs=proofs_of(report, viewer=ledger_viewer(viewer), case="" if shared else verification.pk, address=address),
        codes=_codes(page.expert),
        lists=tuple(_list(one) for one in page.expert.lists),
        notes=people_entries(
            report.media.sha256 or "", reader=viewer.organisation if viewer else None, address=address
        ),
        made_with=(("Firstlight", page.expert.firstlight), ("c2pa", page.expert.c2pa)),
    )


def _answer(summary: Summary) -> Answer:
    return Answer(
        word=first_large(summary.sign.word),
        tone=summary.sign.tone,
        sentence=summary.sentence,
        why=summary.why,
        warned=tuple(one.sentence for one in summary.listed),
        limits=tuple(plain(one) for one in summary.limits),
    )


def _asked(verification: Verification, page: ResultPage, viewer: Uploader | None, address: str) -> Asked:
    answered = moment(verification.finished or verification.created)
    return Asked(
        address=address,
        answered=answered.text,
        answered_iso=answered.machine,
        read_by=_read_by(viewer),
        facts=tuple(_facts(page.facts)),
        sha256=page.facts.digest,
    )


def _path(verification: Verification) -> str:
    return reverse("pages:result", args=[verification.pk])


def _read_by(viewer: Uploader | None) -> str:
    team = viewer.organisation if viewer else None
    return plain(READ_BY_TEAM) % {"team": isolated(team.name, 80)} if team else plain(READ_BY_ALL)


def _facts(facts: Facts) -> Iterable[tuple[str, str]]:
    named = ((_("Type"), facts.type), (_("Measures"), facts.measures), (_("Size"), facts.size))
    return ((name, plain(value)) for name, value in named if value)


def _identities(report: Report) -> tuple[BoundIdentity, ...]:
    attached = [one for one in report.findings if one.kind == "identity"]
    found = [(one, principal_of_identity(one)) for one in attached]
    return tuple(bound_identity(one, owner.name, owner.pk) for one, owner in found if owner is not None)


def _bound(one: BoundIdentity) -> Told:
    words = _("The identity attached to this file, %(who)s, is the certificate that %(name)s bound here.")
    return Told(_("Attached identity"), _("Bound here"), words % {"who": one.who, "name": one.name})


def _unchecked(codes: Iterable[str]) -> Iterable[str]:
    return (
        plain(NOT_CHECKED[code]) if code in NOT_CHECKED else plain(OTHER) % {"code": visible(code, 60)}
        for code in codes
    )


def _codes(expert: Expert) -> Pairs:
    """Every finding by its code and in words: what a specialist asks for, and nothing that the page does not show."""
    heads = (("headline", expert.headline), ("credentials", expert.credentials))
    return (*heads, *((one.code, one.sentence) for one in expert.findings))


def _list(one: ListRow) -> UsedList:
    issued, fetched = (at.text if at else "" for at in (one.issued, one.fetched))
    return UsedList(one.name, issued, fetched, one.sha256)
