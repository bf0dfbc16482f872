"""Tells Django about the room of the feed."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedConfig(AppConfig):
    """The feed of changes."""

    name = "verify.feed"
    label = "feed"
    verbose_name = _("Feed of changes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from verify.feed.jobs import FEED
        from verify.jobs import kinds

        kinds.register(FEED)
