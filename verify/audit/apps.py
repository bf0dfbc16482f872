"""Names this part of the site to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "verify.audit"
    label = "audit"
    verbose_name = _("Audit trail")
