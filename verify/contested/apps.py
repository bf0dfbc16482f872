"""Tells Django about the room of what is contested."""

from __future__ import annotations

from django.apps import AppConfig


class ContestedConfig(AppConfig):
    """Pages about contested recordings, disputes about what is public, and what operators took out of display."""

    name = "verify.contested"
    label = "contested"
    default_auto_field = "django.db.models.BigAutoField"
