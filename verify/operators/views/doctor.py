"""The doctor's page: what every part looks like, and what to do where it is not well."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from verify import wiring
from verify.operators.doctoring import ASIDE, visit
from verify.operators.views.guard import operators_only


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
@operators_only()
def doctor(request: HttpRequest) -> HttpResponse:
    """Show what was found; a POST looks anew."""
    if request.method == "POST":
        visit(wiring.now(), anew=True)
        return HttpResponseRedirect(reverse("operators_doctor"))
    shown = {"visit": visit(wiring.now(), anew=False), "aside": ASIDE.items()}
    return render(request, "operators/doctor.html", shown)
