"""The operators' page: for staff who showed a second factor; to anybody else there is nothing here."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from verify import wiring
from verify.accounts.models import User
from verify.accounts.stepping_up import require_step_up
from verify.seeing.budget import DAYS, budgets
from verify.seeing.operators import sections
from verify.seeing.readiness import readiness


@require_safe
@never_cache
def operators(request: HttpRequest) -> HttpResponse:
    """How the installation is; it changes nothing and names nobody."""
    if not isinstance(request.user, User) or not request.user.is_staff:
        raise Http404
    require_step_up(request)
    at = wiring.now()
    shown = {"at": at, "ready": readiness(at), "sections": sections(at), "budgets": budgets(at), "days": DAYS}
    return render(request, "pages/operators.html", shown)
