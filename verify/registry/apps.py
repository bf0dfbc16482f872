"""Names this part of the site to Django."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "verify.registry"
    label = "registry"
    verbose_name = "Trust lists and denied signers"
