"""Names this part of the site to Django, and tells the worker what it does."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "verify.reports"
    label = "reports"
    verbose_name = "Reports on paper"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from verify.jobs import kinds
        from verify.reports.printing import PRINTING

        kinds.register(PRINTING)
