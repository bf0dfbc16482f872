"""Names this part of the site to Django, and tells the jobs what a verification is."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "verify.cases"
    label = "cases"
    verbose_name = "Verifications"

    def ready(self) -> None:
        from verify.cases.examining import VERIFICATION
        from verify.jobs import kinds

        kinds.register(VERIFICATION)
