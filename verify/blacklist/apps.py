"""Names this part of the site to Django, and tells the workers what it does."""

from django.apps import AppConfig


class BlacklistConfig(AppConfig):
    name = "verify.blacklist"
    label = "blacklist"
    verbose_name = "Camera list"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from verify.blacklist.jobs import GOVERNING
        from verify.jobs import kinds

        kinds.register(GOVERNING)
