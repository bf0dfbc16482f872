"""Names this part of the site to Django."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "verify.registry"
    label = "registry"
    verbose_name = "Trust lists, makers of devices and denied signers"

    def ready(self) -> None:
        from verify.jobs import kinds
        from verify.registry.status_jobs import REVOCATIONS

        kinds.register(REVOCATIONS)
