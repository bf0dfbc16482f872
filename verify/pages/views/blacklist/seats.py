"""Who sits at the maintainers' desk: a seat is bound to an account, and everything there needs a second factor."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_protect

from verify.accounts.stepping_up import step_up_required
from verify.blacklist.seats import SeatView
from verify.blacklist.selectors import seat_of
from verify.pages.viewers import person

P = ParamSpec("P")


def seat_here(request: HttpRequest) -> SeatView | None:
    """The seat of who reads, if they have one; for pages that everybody may see."""
    return seat_of(person(request)) if request.user.is_authenticated else None


def at_a_seat(
    view: Callable[Concatenate[HttpRequest, SeatView, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Guard a view of the desk: for whoever has no seat it is not there."""

    @csrf_protect
    @login_required
    @step_up_required
    def seated(request: HttpRequest, *args: P.args, **words: P.kwargs) -> HttpResponse:
        seat = seat_of(person(request))
        if seat is None:
            raise Http404
        return view(request, seat, *args, **words)

    return wraps(view)(seated)
