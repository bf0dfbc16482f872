"""Tells Django about the room of labels."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LabelsConfig(AppConfig):
    """A platform's labels."""

    name = "verify.labels"
    label = "labels"
    verbose_name = _("Labels of platforms")
    default_auto_field = "django.db.models.BigAutoField"
