"""Where the link in each mail about news leads: no more mails about that watch, without a log-in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from verify.dossiers.errors import NoSuchDossier
from verify.dossiers.services.mailing import watch_of_token
from verify.dossiers.services.watching import mail_stop


# Mail programs post here by themselves (RFC 8058): what the link holds is the permission, and no cookie is read.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and stop; asking changes nothing, since programs open links before people do."""
    try:
        number = watch_of_token(token)
    except NoSuchDossier as nothing:
        raise Http404 from nothing
    if request.method == "POST":
        mail_stop(number)
    return render(request, "pages/dossiers/mail_stop.html", {"stopped": request.method == "POST"})
