"""Django's own command, which passes over what lives in another store."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from verify.shared.steps_elsewhere import note_steps_of_other_stores


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        whole = options["app_label"] is None and not options["prune"]
        if whole and not (options["plan"] or options["check_unapplied"]):
            note_steps_of_other_stores(options["database"])
        super().handle(*args, **options)
