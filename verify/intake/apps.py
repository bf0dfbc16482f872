"""Names this part of the site to Django."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "verify.intake"
    label = "intake"
    verbose_name = "Intake"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from verify.intake.webhooks import INTAKE
        from verify.jobs import kinds

        kinds.register(INTAKE)
