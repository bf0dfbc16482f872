"""Names this part of the site to Django."""

from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    name = "verify.recovery"
    label = "recovery"
    verbose_name = "Published credentials"
    default_auto_field = "django.db.models.BigAutoField"
