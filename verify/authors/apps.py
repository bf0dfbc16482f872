"""Names this part of the site to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuthorsConfig(AppConfig):
    name = "verify.authors"
    label = "authors"
    verbose_name = _("Authors and what they signed")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from verify.authors.bindings.jobs import BINDING
        from verify.authors.repeating import ERASING
        from verify.authors.selectors.named import signed_ids
        from verify.authors.services.erasing import record_ended
        from verify.authors.signature_jobs import SIGNATURE
        from verify.jobs import kinds
        from verify.ledger.services import listen
        from verify.webhooks.reading import namer_add

        kinds.register(BINDING)
        kinds.register(SIGNATURE)
        kinds.register(ERASING)
        listen(record_ended)
        namer_add(signed_ids)
