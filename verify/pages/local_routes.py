"""The addresses of what is done without sending a file."""

from __future__ import annotations

from django.urls import path

from verify.pages.views import local

urlpatterns = [
    path("local", local.local, name="local"),
    path("local/reader.js", local.worker, name="local_worker"),
    path("source", local.source, name="source"),
]
