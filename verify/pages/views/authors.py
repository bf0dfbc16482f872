"""Who signs here, and one statement: their pages, and the statement as its signer signed it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_safe

from verify.accounts.models import Organisation, Power, User
from verify.accounts.powers import may
from verify.authors.card import identity_card
from verify.authors.errors import NoSuchAuthor, NoSuchStatement
from verify.authors.models import Principal
from verify.authors.selectors import (
    AuthorPage,
    StatementView,
    author_page,
    principals_of,
    statement_get,
    statement_view,
)
from verify.ledger.parts import parts
from verify.pages.presentation.authors.author import shown_author
from verify.pages.presentation.authors.statement import shown_statement
from verify.pages.presentation.text import isolated
from verify.pages.presentation.words import Words
from verify.pages.viewers import reader_of, viewer_of

NOTICES: dict[str, Words] = {
    "signed": _("Signed, and on its way to the log."),
    "retracted": _("Taken back. The retraction is on its way to the log."),
    "erased": _("Erased here. Its hash stays on the log and tells nothing."),
}


@require_safe
@csrf_protect
def author(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show who signs under a name or with an address; nobody learns whether a sealed statement exists."""
    reader, before = reader_of(request), str(request.GET.get("before", ""))[:64]
    try:
        found = author_page(public_id, viewer=viewer_of(request), reader=reader, before=before)
    except NoSuchAuthor as nothing:
        raise Http404 from nothing
    card = identity_card(Principal.objects.get(pk=found.party.id), reader=reader)
    page = shown_author(found, card, parts().clock())
    return render(request, "pages/authors/author.html", {"page": page, "links": _links(request, found, reader)})


def _links(request: HttpRequest, found: AuthorPage, reader: Organisation | None) -> dict[str, str]:
    own = isinstance(request.user, User) and any(one.pk == found.party.id for one in principals_of(request.user))
    counts = may(request.user, reader, Power.PUBLISH_LISTS) and not found.counted and not own
    return {
        "keys": reverse("pages:keys") if own else "",
        "json": reverse("api:author", args=[found.party.id]),
        "count": reverse("pages:author_counted") if counts else "",
        "desk": isolated(reader.name, 80) if reader else "",
    }


@require_safe
@csrf_protect
def statement(request: HttpRequest, statement_id: str) -> HttpResponse:
    """Show one statement with everything that was checked about it."""
    view = statement_found(request, statement_id)
    shown = {
        "page": shown_statement(view),
        "links": _statement_links(request, view),
        "notice": NOTICES.get(request.GET.get("after", "")),
    }
    return render(request, "pages/authors/statement.html", shown)


@require_safe
def statement_json(request: HttpRequest, statement_id: str) -> HttpResponse:
    """Send the statement as it was signed, for checking it elsewhere; nothing of the site is in it."""
    view = statement_found(request, statement_id)
    if view.document is None:
        raise Http404
    answer = JsonResponse(view.document, json_dumps_params={"indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="statement.json"'
    return answer


def statement_found(request: HttpRequest, statement_id: str) -> StatementView:
    """Return the statement that this reader may see; everything else looks as if it had never been."""
    try:
        return statement_view(statement_id, viewer=viewer_of(request), reader=reader_of(request))
    except NoSuchStatement as nothing:
        raise Http404 from nothing


def is_own(request: HttpRequest, view: StatementView) -> bool:
    """Say whether it is the reader's to take back: their key signed, or they recorded it and nobody claimed its key."""
    if not isinstance(request.user, User) or view.type != "Statement" or view.erased:
        return False
    if view.author is None and _recorded_by(request, view):
        return True
    own = {one.pk for one in principals_of(request.user)}
    return any(party is not None and party.id in own for party in (view.author, view.organisation))


def _recorded_by(request: HttpRequest, view: StatementView) -> bool:
    viewer = viewer_of(request)
    row = statement_get(view.id, viewer=viewer)
    if row.by_organisation is not None:
        return row.by_organisation == viewer.organisation
    return row.by_user is not None and row.by_user == viewer.user


def _statement_links(request: HttpRequest, view: StatementView) -> dict[str, str]:
    own, here = is_own(request, view), [view.id]
    return {
        "json": reverse("pages:statement_json", args=here) if view.document is not None else "",
        "retract": reverse("pages:statement_retract", args=here) if own and not view.retracted_by else "",
        "erase": reverse("pages:statement_erase", args=here) if own else "",
        "claim": reverse("pages:claim") if view.signer and view.author is None and view.type == "Statement" else "",
    }
