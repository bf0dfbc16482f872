"""Names this part of the site to Django."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "verify.ledger"
    label = "ledger"
    verbose_name = "Ledger"
