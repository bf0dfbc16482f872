"""The page of the queues."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from verify import wiring
from verify.audit.acting import because
from verify.operators.queues import owed, queues, stuck_again
from verify.operators.views.guard import operators_only


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
@operators_only(right="jobs.change_job")
def work(request: HttpRequest) -> HttpResponse:
    """Show what waits; a POST queues anew what is stuck of one kind."""
    at = wiring.now()
    if request.method == "POST":
        with because(_("set going on the page of the queues")):
            done = stuck_again(str(request.POST.get("kind", ""))[:40], at=at)
        told = ngettext("%d job was queued anew.", "%d jobs were queued anew.", done) % done
        messages.success(request, told)
        return HttpResponseRedirect(reverse("operators_queues"))
    may = request.user.has_perm("jobs.change_job")
    return render(request, "operators/queues.html", {"at": at, "queues": queues(at), "owed": owed(), "may": may})
