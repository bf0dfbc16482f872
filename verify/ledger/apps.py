"""Names this part of the site to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "verify.ledger"
    label = "ledger"
    verbose_name = _("Chronology")
