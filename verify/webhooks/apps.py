"""Tells Django about the room of webhooks."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebhooksConfig(AppConfig):
    """Events told outside."""

    name = "verify.webhooks"
    label = "webhooks"
    verbose_name = _("Webhooks")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from verify.jobs import kinds
        from verify.webhooks.jobs import WEBHOOKS

        kinds.register(WEBHOOKS)
