"""Names this part of the site to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "verify.intake"
    label = "intake"
    verbose_name = _("What comes in from programs")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from verify.intake.webhooks import INTAKE
        from verify.jobs import kinds

        kinds.register(INTAKE)
