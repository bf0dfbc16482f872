"""Names the key store to Django: an app of its own, because it lives in a store of its own."""

from django.apps import AppConfig


class KeysConfig(AppConfig):
    name = "verify.ledger.keys"
    label = "ledger_keys"
    verbose_name = "Keys of single data"
