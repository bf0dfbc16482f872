"""Names this part of the site to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "verify.registry"
    label = "registry"
    verbose_name = _("Trust lists, makers of devices and denied signers")

    def ready(self) -> None:
        from verify.jobs import kinds
        from verify.registry.status_jobs import REVOCATIONS

        kinds.register(REVOCATIONS)
