"""How long somebody stays logged in: an end in any case, an earlier one without use, and one for all others at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from verify import wiring
from verify.accounts.models import User

BEGUN, SEEN = "begun", "seen"
STEP: Final = timedelta(minutes=5)
"""How seldom the time of the last use is written: a row for every request would cost more than it tells."""

LEAVING: Final = '"cache", "storage"'
"""Not "cookies": that would take the cookies of every other site under the same domain."""


@dataclass(frozen=True, slots=True)
class Spans:
    """The longest a session lasts, and the longest it lies unused."""

    most: timedelta
    idle: timedelta


PEOPLE: Final = Spans(timedelta(days=14), timedelta(days=3))
"""A desk logs in every other week; a computer that is given away forgets within days. What matters asks anew anyway."""

OPERATORS: Final = Spans(timedelta(hours=12), timedelta(hours=1))
"""NIST SP 800-63B, level 2, for whoever may open the admin; its half hour without use is an hour here."""


class Lasting:
    """Ends what is past its time before anything else looks at who asks."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        logged_in = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
        if logged_in and is_over(request, wiring.now()):
            logout(request)
        response = self.answer(request)
        if getattr(request, "left", False):
            response.setdefault("Clear-Site-Data", LEAVING)
        elif logged_in and "public" not in response.get("Cache-Control", ""):
            _use(request, wiring.now())
        return response


def is_over(request: HttpRequest, at: datetime) -> bool:
    """Whether this log-in has ended by its time, by rest, or because its owner ended all that had begun before."""
    user, session = request.user, request.session
    if not isinstance(user, User) or BEGUN not in session:
        return False
    spans = OPERATORS if user.is_staff else PEOPLE
    begun, seen = _moment(session[BEGUN], at), _moment(session.get(SEEN, session[BEGUN]), at)
    ended = user.sessions_from is not None and begun <= user.sessions_from
    return ended or at - begun > spans.most or at - seen > spans.idle


def sessions_end(request: HttpRequest, user: User, at: datetime) -> None:
    """End every log-in of this account but the one that asks; what it shows for itself is new from now on."""
    User.objects.filter(pk=user.pk).update(sessions_from=at)
    request.session.cycle_key()
    request.session[BEGUN] = int(at.timestamp()) + 1


def begun(sender: object, request: HttpRequest | None, **words: Any) -> None:
    """Note when somebody logged in; connected to Django's own signal."""
    if request is not None:
        request.session[BEGUN] = request.session[SEEN] = int(wiring.now().timestamp())


def left(sender: object, request: HttpRequest | None, **words: Any) -> None:
    """Note that somebody logged out, so that the answer tells the browser to forget."""
    if request is not None:
        request.left = True  # type: ignore[attr-defined]  # for the middleware above


def _use(request: HttpRequest, at: datetime) -> None:
    session = request.session
    if not request.user.is_authenticated:
        return
    if BEGUN not in session:  # from before this was counted
        session[BEGUN] = int(at.timestamp())
    if SEEN not in session or at - _moment(session[SEEN], at) >= STEP:
        session[SEEN] = int(at.timestamp())


def _moment(seconds: int, at: datetime) -> datetime:
    return datetime.fromtimestamp(seconds, at.tzinfo)
