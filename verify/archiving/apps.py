"""Tells Django about the room of archived posts, and the workers how one is made."""

from __future__ import annotations

from django.apps import AppConfig


class ArchivingConfig(AppConfig):
    """Posts that teams keep."""

    name = "verify.archiving"
    label = "archiving"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from verify.archiving.making import ARCHIVE
        from verify.jobs import kinds

        kinds.register(ARCHIVE)
