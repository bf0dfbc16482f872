"""What accounts add to every request: who acts, the way to step-up, no wallet left where a session is over."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from verify.accounts import watching
from verify.accounts.errors import StepUpNeeded
from verify.accounts.models import User
from verify.accounts.wallets.sessions import COOKIE, is_stale
from verify.audit.acting import INSTALLATION, Actor, acting
from verify.audit.ways import Way

Answer = Callable[[HttpRequest], HttpResponse]


class Accounts:
    """Answers StepUpNeeded of any view with the page where one confirms; a form's body is not kept meanwhile."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting(partial(actor_of, request)):
            response = self.answer(request)
        if COOKIE not in response.cookies and is_stale(request):
            response.delete_cookie(COOKIE, samesite="Lax")
        return response

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Send whoever has to confirm something to the page that asks, ahead of the library, which keeps bodies."""
        if isinstance(problem, StepUpNeeded):
            watching.step_up_needed()
            return _led(request, reverse("account_step_up"), str(problem))
        if isinstance(problem, ReauthenticationRequired) and request.user.is_authenticated:
            ways = get_adapter(request).get_reauthentication_methods(request.user)
            return _led(
                request, ways[0]["url"] if ways else reverse("account_login"), _("Confirm first that it is you.")
            )
        return None


WAYS = {"/admin/": Way.ADMIN, "/api/": Way.INTERFACE}


def actor_of(request: HttpRequest) -> Actor:
    """Whoever asks, as the audit trail names them; asked only where a row is written."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return INSTALLATION
    way = next((way for begin, way in WAYS.items() if request.path.startswith(begin)), Way.PAGE)
    return Actor(user.pk, user.get_username(), way)


def _led(request: HttpRequest, page: str, sentence: str) -> HttpResponse:
    way = f"{page}?{urlencode({'next': _page_of(request)})}"
    if request.headers.get("Accept") != "application/json":
        return HttpResponseRedirect(way)
    words = {"code": "step_up.needed", "sentence": sentence, "way": way, "way_words": _("Confirm it is you")}
    return JsonResponse(words, status=403)


def _page_of(request: HttpRequest) -> str:
    if request.method in {"GET", "HEAD"} and request.headers.get("Accept") != "application/json":
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(came_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
