"""Tells Django about the room of batches, and the workers about its work."""

from __future__ import annotations

from django.apps import AppConfig


class BatchesConfig(AppConfig):
    """Batches of checks."""

    name = "verify.batches"
    label = "batches"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from verify.batches.services.sweeping import FEED
        from verify.batches.services.working import check_ended
        from verify.cases.endings import on_end
        from verify.jobs import kinds

        kinds.register(FEED)
        on_end(check_ended)
