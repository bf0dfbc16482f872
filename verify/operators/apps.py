"""Names this part of the site to Django, and has its groups made."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OperatorsConfig(AppConfig):
    name = "verify.operators"
    label = "operators"
    verbose_name = "Operators"

    def ready(self) -> None:
        post_migrate.connect(_groups, sender=self)


def _groups(using: str = "default", **_: Any) -> None:
    """Permissions exist only once tables do, and new models bring new ones."""
    from verify.operators.groups import groups_prepare

    if using == "default":
        groups_prepare()
