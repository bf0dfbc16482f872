"""Tells Django about the room of labels."""

from __future__ import annotations

from django.apps import AppConfig


class LabelsConfig(AppConfig):
    """A platform's labels."""

    name = "verify.labels"
    label = "labels"
    default_auto_field = "django.db.models.BigAutoField"
