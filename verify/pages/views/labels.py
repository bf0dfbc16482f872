"""The page of a team's labels: keep a policy, hold it against another, try it on past reports, put it in force."""

from __future__ import annotations

import time
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from verify import wiring
from verify.accounts.models import User
from verify.accounts.stepping_up import step_up_required
from verify.cases.labelled import past_count, past_reports
from verify.labels.comparing import dry_run
from verify.labels.errors import LabelError, MayNotActivate, NoSuchPolicy
from verify.labels.policy import LabelPolicy, policy_read
from verify.labels.selectors import Version, activations_of, in_force, shipped, version_get, versions_of
from verify.labels.services import policy_activate, policy_keep
from verify.labels.teams import Team, may_activate, team_of
from verify.pages.pace import is_too_fast
from verify.pages.presentation.labels import (
    Trial,
    activation_rows,
    difference_rows,
    labelled_codes,
    trial,
    version_rows,
)
from verify.pages.presentation.words import Words
from verify.pages.viewers import person
from verify.pages.views.answers import see_other, too_fast

SHOWN = 100
"""Versions on one page; older ones are read by programs."""


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
@login_required
def labels(request: HttpRequest) -> HttpResponse:
    """Show the versions; take in a new one, or only try it."""
    if request.method != "POST":
        return _overview(request, shipped().text)
    if is_too_fast(request):
        return too_fast(request)
    # Browsers send lines with carriage returns; the same policy has one digest however it comes.
    text = str(request.POST.get("text", "")).replace("\r\n", "\n")
    try:
        if request.POST.get("act") == "try":
            read = policy_read(text.encode())
            return _overview(request, text, trial=_tried(person(request), read), tried=read)
        kept = policy_keep(user=person(request), text=text.encode(), at=wiring.now())
    except LabelError as problem:
        return _overview(request, text, trouble=str(problem), status=400)
    return see_other(reverse("pages:label_policy", args=[kept.policy.digest]) + "?after=kept")


def _overview(request: HttpRequest, text: str, *, status: int = 200, **more: Any) -> HttpResponse:
    team = team_of(person(request))
    shown = {
        "text": text,
        "in_force": in_force(team),
        "codes": labelled_codes(in_force(team).policy),
        "versions": version_rows((*versions_of(team, limit=SHOWN), shipped())),
        "activations": activation_rows(activations_of(team)),
        "organisation": team.organisation,
        **more,
    }
    return render(request, "pages/labels/labels.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
@login_required
def policy(request: HttpRequest, digest: str) -> HttpResponse:
    """Show one version against the one in force or another; a POST tries it on past reports."""
    team = team_of(person(request))
    version = _found(team, digest)
    if request.method != "POST":
        return _version(request, team, version)
    if is_too_fast(request):
        return too_fast(request)
    return _version(request, team, version, trial=_tried(person(request), version.policy))


@require_POST
@csrf_protect
@login_required
@step_up_required
def activate(request: HttpRequest, digest: str) -> HttpResponse:
    """Put a version in force, from the next answer on."""
    team = team_of(person(request))
    version = _found(team, digest)
    try:
        policy_activate(user=person(request), digest=digest, at=wiring.now())
    except MayNotActivate as problem:
        return _version(request, team, version, trouble=str(problem), status=403)
    return see_other(reverse("pages:label_policy", args=[digest]) + "?after=activated")


NOTICES: dict[str, Words] = {
    "kept": gettext_lazy("Kept. It is in force only once you say so."),
    "activated": gettext_lazy("In force. Answers are labelled by it from now on, those about older checks too."),
}


def _version(request: HttpRequest, team: Team, version: Version, *, status: int = 200, **more: Any) -> HttpResponse:
    current = in_force(team)
    other = _other(request, team, current)
    shown = {
        "version": version,
        "codes": labelled_codes(version.policy),
        "is_current": version.policy.digest == current.policy.digest,
        "other": other,
        "others": [one for one in (shipped(), *versions_of(team, limit=SHOWN)) if one.number != version.number],
        "differences": difference_rows(version.policy, other.policy),
        "may_activate": may_activate(person(request), team),
        "notice": NOTICES.get(request.GET.get("after", "")),
        **more,
    }
    return render(request, "pages/labels/policy.html", shown, status=status)


def _other(request: HttpRequest, team: Team, current: Version) -> Version:
    """The version that it is held against: the one in force, where no other is asked for."""
    wanted = request.GET.get("with", "")
    return _found(team, wanted) if wanted else current


def _tried(user: User, new: LabelPolicy) -> Trial:
    current = in_force(team_of(user)).policy
    return trial(dry_run(new, current, past_reports(user), clock=time.monotonic), past_count(user))


def _found(team: Team, digest: str) -> Version:
    try:
        return version_get(team, digest)
    except NoSuchPolicy as nothing:
        raise Http404 from nothing
