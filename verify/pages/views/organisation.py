"""The organisation's desk: who works here, what speaks for it, whose word it counts; and how a newsroom begins."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from verify.accounts.errors import NotAllowed
from verify.accounts.founding import newsroom_found
from verify.accounts.joining import joining_code, newcomer
from verify.accounts.models import Organisation, Power, Role, User
from verify.accounts.powers import powers_grant
from verify.accounts.selectors import members_of, organisation_by_slug, organisation_of
from verify.accounts.services import membership_end, membership_set
from verify.accounts.stepping_up import step_up_required
from verify.authors.errors import NoSuchAuthor
from verify.authors.selectors import author_find
from verify.authors.services import author_count, author_uncount
from verify.cases.cameras import entry_follow, entry_unfollow
from verify.ledger.errors import LedgerError
from verify.pages.author_answers import REFUSALS, Refusal, status_of
from verify.pages.organisation_reading import organisation_page
from verify.pages.presentation.words import Words
from verify.pages.viewers import person
from verify.pages.views.answers import see_other
from verify.registry.recorders import recorder_list, recorder_unlist

NOTICES: dict[str, Words] = {
    "created": gettext_lazy("Your newsroom is there. Next: claim its wallet, or have a desk key made."),
    "people": gettext_lazy("Saved. It holds from the next page on."),
    "lists": gettext_lazy("Saved. Answers are read with it from now on, older ones too."),
    "delegated": gettext_lazy("The delegation is kept, and its hash is on its way to the log."),
    "ended": gettext_lazy("It has ended. What was signed and on record before stays as it is."),
    "claimed": gettext_lazy("The key is on record as the organisation’s."),
    "asked": gettext_lazy("It is looked at as soon as a worker is free. Load this page again in a moment."),
    "desk": gettext_lazy("The signer makes the desk’s key now. Load this page again in a few seconds."),
    "certificate": gettext_lazy("The certificate is bound. Who vouches for it is a matter of each reader’s lists."),
    "domain": gettext_lazy("The domain is claimed. Publish what is shown below; this installation looks by itself."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
@login_required
def organisation(request: HttpRequest) -> HttpResponse:
    """Show the organisation of the reader; whoever is in none may create one."""
    found = organisation_of(person(request))
    if found is not None:
        return organisation_shown(request, found)
    joining = {"code": joining_code(person(request), timezone.now())}
    if request.method != "POST":
        return render(request, "pages/authors/newsroom.html", joining)
    name = str(request.POST.get("name", ""))
    try:
        newsroom_found(name=name, by=person(request))
    except NotAllowed as problem:
        shown = {**joining, "trouble": str(problem), "name": name}
        return render(request, "pages/authors/newsroom.html", shown, status=400)
    return see_other(reverse("pages:organisation") + "?after=created")


def organisation_of_reader(request: HttpRequest) -> Organisation:
    """Return the organisation of the reader, or say that there is nothing."""
    found = organisation_of(person(request))
    if found is None:
        raise Http404
    return found


def organisation_shown(
    request: HttpRequest, found: Organisation, problem: Refusal | LedgerError | None = None, *, opened: str = ""
) -> HttpResponse:
    """Show the desk; with a refusal, say why above it and leave the form open that brought it."""
    shown = {
        "page": organisation_page(request, found, opened=opened),
        "notice": NOTICES.get(request.GET.get("after", "")),
        "trouble": str(problem) if problem else "",
    }
    status = status_of(problem) if problem else 200
    return render(request, "pages/authors/organisation.html", shown, status=status)


@require_POST
@csrf_protect
@login_required
@step_up_required
def person_changed(request: HttpRequest) -> HttpResponse:
    """Take somebody in, change what they may do, or let them go."""
    return _changed(request, "people", _change_person)


def _change_person(request: HttpRequest, desk: Organisation) -> None:
    by, name = person(request), str(request.POST.get("name", "")).strip()
    if name:
        _take_in(by, desk, name, str(request.POST.get("code", "")))
        return
    wanted = str(request.POST.get("person", ""))
    member = next((one for one in members_of(desk) if str(one.user_id) == wanted), None)
    if member is None:
        raise NotAllowed(_("Nobody of this organisation has that name."))
    if request.POST.get("end"):
        membership_end(by=by, user=member.user, organisation=desk)
        return
    role = _role(request)
    if role is not Role(member.role):
        membership_set(by=by, user=member.user, organisation=desk, role=role)
    if role is not Role.OWNER and member.user != by:
        powers = [Power(one) for one in request.POST.getlist("power") if one in Power.values]
        powers_grant(by=by, user=member.user, organisation=desk, powers=powers)


def _take_in(by: User, desk: Organisation, name: str, code: str) -> None:
    user = newcomer(name, code, timezone.now())
    if any(one.user_id == user.pk for one in members_of(desk)):
        raise NotAllowed(_("They work here already."))
    membership_set(by=by, user=user, organisation=desk, role=Role.MEMBER)


def _role(request: HttpRequest) -> Role:
    try:
        return Role(str(request.POST.get("role", "")))
    except ValueError as problem:
        raise NotAllowed(_("Choose a role.")) from problem


@require_POST
@csrf_protect
@login_required
@step_up_required
def recorder_counted(request: HttpRequest) -> HttpResponse:
    """Go by the records of another organisation, or no longer."""
    return _changed(request, "lists", _change_recorder)


def _change_recorder(request: HttpRequest, desk: Organisation) -> None:
    slug = str(request.POST.get("slug") or request.POST.get("recorder") or "").strip()
    recorder = organisation_by_slug(slug)
    if recorder is None:
        raise NotAllowed(_("No organisation here has that short name."))
    change = recorder_unlist if request.POST.get("end") else recorder_list
    change(by=person(request), organisation=desk, recorder=recorder)


@require_POST
@csrf_protect
@login_required
@step_up_required
def author_counted(request: HttpRequest) -> HttpResponse:
    """Go by what an author signs, or no longer."""
    return _changed(request, "lists", _change_author)


def _change_author(request: HttpRequest, desk: Organisation) -> None:
    principal = author_find(str(request.POST.get("author", "")).strip())
    if principal is None:
        raise NoSuchAuthor
    change = author_uncount if request.POST.get("end") else author_count
    change(by=person(request), organisation=desk, principal=principal)


@require_POST
@csrf_protect
@login_required
@step_up_required
def list_entry_left_out(request: HttpRequest) -> HttpResponse:
    """Leave an entry of the camera list out, or go by it again."""
    return _changed(request, "lists", _change_list_entry)


def _change_list_entry(request: HttpRequest, desk: Organisation) -> None:
    change = entry_follow if request.POST.get("end") else entry_unfollow
    change(by=person(request), organisation=desk, case=str(request.POST.get("case", "")).strip())


def _changed(request: HttpRequest, after: str, change: Callable[[HttpRequest, Organisation], None]) -> HttpResponse:
    desk = organisation_of_reader(request)
    try:
        change(request, desk)
    except REFUSALS as problem:
        return organisation_shown(request, desk, problem)
    return see_other(f"{reverse('pages:organisation')}?after={after}#{'people' if after == 'people' else 'counted'}")
