"""Names this part of the site to Django, and tells the worker what it does."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "verify.reporting"
    label = "reporting"
    verbose_name = "Reports to the camera list"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from verify.jobs import kinds
        from verify.reporting.working import HANDED_IN

        kinds.register(HANDED_IN)
