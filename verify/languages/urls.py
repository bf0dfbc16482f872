"""The one address of the languages."""

from __future__ import annotations

from django.urls import path

from verify.languages.views import choose_language

urlpatterns = [path("language", choose_language, name="language")]
