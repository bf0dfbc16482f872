"""Names this part of the site to Django."""

from django.apps import AppConfig


class TalliesConfig(AppConfig):
    name = "verify.tallies"
    label = "tallies"
    verbose_name = "Tallies"
