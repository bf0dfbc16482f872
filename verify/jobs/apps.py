"""Names this part of the site to Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "verify.jobs"
    label = "jobs"
    verbose_name = "Jobs"
