"""The addresses that monitoring asks: ready or not, and the figures for whoever knows their token."""

from __future__ import annotations

import hmac

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from verify import wiring
from verify.seeing.figures import exposition
from verify.seeing.readiness import readiness


@require_safe
@never_cache
def ready(_request: HttpRequest) -> HttpResponse:
    """200 where people can be sent here, else 503; one line a part."""
    parts = readiness(wiring.now())
    status = 200 if all(one.ready for one in parts if one.needed) else 503
    lines = (f"{'ok' if one.ready else 'NOT'} {one.part}: {one.words}\n" for one in parts)
    return HttpResponse("".join(lines), status=status, content_type="text/plain")


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, for whoever shows METRICS_TOKEN; to anybody else there is nothing here."""
    shown, wanted = request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"
    if not settings.METRICS_TOKEN or not hmac.compare_digest(shown.encode(), wanted.encode()):
        raise Http404
    return HttpResponse(exposition(wiring.now()), content_type=CONTENT_TYPE_LATEST)
