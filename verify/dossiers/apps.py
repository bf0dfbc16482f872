"""Tells Django about the room of dossiers, the workers about watching, and cases who listens for the end of a check."""

from __future__ import annotations

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """What a desk keeps together, says, watches and shares."""

    name = "verify.dossiers"
    label = "dossiers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from verify.cases.endings import on_end
        from verify.dossiers.jobs import WATCH, check_ended
        from verify.jobs import kinds

        kinds.register(WATCH)
        on_end(check_ended)
