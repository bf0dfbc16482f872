"""Who is let onto the operators' pages: staff who showed a second factor; to anybody else there is nothing here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from verify.accounts.models import User
from verify.accounts.stepping_up import require_second_factor, require_step_up

View = Callable[[HttpRequest], HttpResponse]


def operators_only(right: str = "") -> Callable[[View], View]:
    """Guard a view; what changes something needs `right` besides, and a second factor shown lately."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            if not isinstance(request.user, User) or not request.user.is_staff:
                raise Http404
            require_second_factor(request)
            if request.method == "POST":
                if right and not request.user.has_perm(right):
                    raise Http404
                require_step_up(request)
            return view(request)

        return never_cache(guarded)

    return guard
