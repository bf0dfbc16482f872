"""The site as a Django app: its commands, and what is checked before it starts."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "verify"
    label = "site"
    verbose_name = "Firstlight"

    def ready(self) -> None:
        from verify import checks, wiring  # noqa: F401 - registers the checks

        wiring.connect_ledger()
        wiring.connect_accounts()
