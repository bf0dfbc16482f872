"""Names this part of the site to Django, and forgets what linked a record when the record ends."""

from django.apps import AppConfig


class LinkingConfig(AppConfig):
    name = "verify.linking"
    label = "linking"
    verbose_name = "What links works"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from verify.ledger.services import listen
        from verify.linking.services import record_ended

        listen(record_ended)
