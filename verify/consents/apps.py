"""Names this part of the site to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsentsConfig(AppConfig):
    name = "verify.consents"
    label = "consents"
    verbose_name = _("Consents and objections")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from verify.authors.services.effects import effect_add, undo_add
        from verify.authors.services.erasing import blank_too
        from verify.consents.jobs import ENDINGS
        from verify.consents.services.consents import consent_blank, revocation_loses_effect, revocation_takes_effect
        from verify.jobs import kinds

        kinds.register(ENDINGS)
        effect_add("Revocation", revocation_takes_effect)
        undo_add("Revocation", revocation_loses_effect)
        blank_too(consent_blank)
