"""The reader's choice of a language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import set_language


# Without a token, so that pages without a form need no cookie: another site could change the words and nothing else.
@csrf_exempt
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language in a cookie of its own and lead back to the page that was read."""
    return set_language(request)
