"""Names this part of the site to Django, and tells others what it does."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "verify.cases"
    label = "cases"
    verbose_name = "Verifications"

    def ready(self) -> None:
        from verify.cases.bench import BENCH
        from verify.cases.copying import COPYING
        from verify.cases.endings import on_end
        from verify.cases.examining import VERIFICATION
        from verify.cases.index_rows import record_ended
        from verify.cases.list_refresh import LIST
        from verify.cases.outside import OUTSIDE
        from verify.cases.publishing import PUBLISHING
        from verify.cases.word import tell
        from verify.jobs import kinds
        from verify.ledger.services import listen

        kinds.register(VERIFICATION)
        kinds.register(PUBLISHING)
        kinds.register(OUTSIDE)
        kinds.register(COPYING)
        kinds.register(BENCH)
        kinds.register(LIST)
        listen(record_ended)
        on_end(tell)
