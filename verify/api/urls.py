"""All addresses of the interface, with its reference page."""

from __future__ import annotations

from django.urls import path, re_path

from verify.api import routes
from verify.api.reference.views import developers
from verify.api.views import NoSuchRoute

app_name = "api"
urlpatterns = [
    *routes.urlpatterns,
    re_path(r"^api/", NoSuchRoute.as_view(), name="nothing"),
    path("developers/", developers, name="developers"),
]
