"""Tells Django about the room of programs' keys."""

from __future__ import annotations

from django.apps import AppConfig


class ApiKeysConfig(AppConfig):
    """Keys for programs."""

    name = "verify.apikeys"
    label = "apikeys"
    default_auto_field = "django.db.models.BigAutoField"
