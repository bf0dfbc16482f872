"""Tells Django about the room of programs' keys."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiKeysConfig(AppConfig):
    """Keys for programs."""

    name = "verify.apikeys"
    label = "apikeys"
    verbose_name = _("Keys of programs")
    default_auto_field = "django.db.models.BigAutoField"
