"""The pages that people read."""

from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "verify.pages"
