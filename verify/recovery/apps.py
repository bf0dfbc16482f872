"""Names this part of the site to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecoveryConfig(AppConfig):
    name = "verify.recovery"
    label = "recovery"
    verbose_name = _("Published credentials")
    default_auto_field = "django.db.models.BigAutoField"
