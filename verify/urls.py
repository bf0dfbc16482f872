"""Which part of the site answers which address."""

from __future__ import annotations

from importlib.util import find_spec

from allauth.account.decorators import reauthentication_required
from allauth.account.views import password_set
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from verify.health import health


def _part(name: str) -> list[URLPattern | URLResolver]:
    return [path("", include(f"{name}.urls"))] if find_spec(f"{name}.urls") else []


urlpatterns = [
    path("healthz", health, name="health"),
    path("", include("verify.languages.urls")),
    path("", include("verify.seeing.urls")),
    path("", include("verify.operators.urls")),
    path("", include("verify.accounts.urls")),
    path("", include("verify.apikeys.urls")),
    path("", include("verify.webhooks.urls")),
    # Whoever sits down at somebody's open page makes no password for them.
    path("accounts/password/set/", reauthentication_required(password_set)),
    path("accounts/", include("allauth.account.urls")),
    # The library's overview of second factors is a part of our page of the account.
    path("accounts/2fa/", RedirectView.as_view(pattern_name="account")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("admin/", admin.site.urls),
    *_part("verify.api"),
    *_part("verify.pages"),
]

handler400 = "verify.errors.bad_request"
handler403 = "verify.errors.forbidden"
handler404 = "verify.errors.not_found"
handler500 = "verify.errors.our_fault"
