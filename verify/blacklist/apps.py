"""Names this part of the site to Django, and tells the workers what it does."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlacklistConfig(AppConfig):
    name = "verify.blacklist"
    label = "blacklist"
    verbose_name = _("Camera list")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from verify.blacklist.jobs import GOVERNING
        from verify.jobs import kinds

        kinds.register(GOVERNING)
