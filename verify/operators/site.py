"""The admin as this house has it: one door, a second factor before anything is read, no deletion of many at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from verify.accounts.stepping_up import require_second_factor


class OperatorsSite(AdminSite):
    """Registered like Django's own, whose place it takes."""

    site_header = _("Firstlight operators")
    site_title = _("Firstlight operators")
    index_title = _("What can be looked at and changed here")
    enable_nav_sidebar = True

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # One door for everybody: the admin uses the same guarded log-in as the pages.
        self.login = secure_admin_login(self.login)  # type: ignore[method-assign]
        self.disable_action("delete_selected")

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Callable[..., HttpResponse]:
        """Guard every page by a second factor of this log-in; the way out stays open."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
            if self.has_permission(request) and view != self.logout:
                require_second_factor(request)
            return inner(request, *args, **words)

        return guarded
