"""Names this part of the site to Django, and tells the worker what it does."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrialsConfig(AppConfig):
    name = "verify.trials"
    label = "trials"
    verbose_name = _("Trials of trust lists")

    def ready(self) -> None:
        from verify.jobs import kinds
        from verify.trials.running import TRIAL

        kinds.register(TRIAL)
