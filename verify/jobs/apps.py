"""Names this part of the site to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "verify.jobs"
    label = "jobs"
    verbose_name = _("Jobs")
