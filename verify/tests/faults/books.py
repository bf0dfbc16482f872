"""The books after the storm: what was acknowledged is compared with what is there."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Final

from verify.tests.faults.callers import CODE, DIGEST, Journal
from verify.tests.faults.house import House
from verify.tests.faults.receiver import Receiver
from verify.tests.workers.installation import until

SETTLE_SECONDS: Final = 150.0
"""A loaded machine needs them; a quiet one is done in a few seconds."""
LOOK_SECONDS: Final = 2.0

ASKED: Final = """
import json, sys, django
django.setup()
from verify.cases.models import Verification
from verify.ledger.models import Record
from verify.webhooks.models import Delivery
told = {}
for one in Delivery.objects.select_related("subscription"):
    waits = f"{one.attempts} attempts, due {one.due}, quiet until {one.subscription.quiet_until}"
    told[one.pk] = [json.loads(one.body), one.delivered is not None, waits]
checks = {v.pk: [str(v.state), v.refusal_code, (v.report or {}).get("media", {}).get("sha256"),
    (v.report or {}).get("headline", {}).get("code")] for v in Verification.objects.all()}
records = {r.pk: r.index for r in Record.objects.all()}
print(json.dumps([checks, records, told]))
"""


@dataclass(frozen=True, slots=True)
class Books:
    """Rows past every process: checks by id, places in the log by record, messages by number."""

    checks: dict[str, list[str | None]]
    records: dict[str, int | None]
    told: dict[str, list[object]] = field(default_factory=dict)

    @classmethod
    def of(cls, house: House) -> Books:
        return cls(*json.loads(house.run("-c", ASKED).splitlines()[-1]))

    def wrongs(self, journal: Journal, receiver: Receiver | None) -> list[str]:
        """Everything that was promised and is not so; empty where all is well."""
        found = [f"an answer said {code}" for code in journal.wrong]
        found += [f"check {name}: {self._check(name)}" for name in set(journal.checks) if self._check(name)]
        found += [f"record {name}: not in the log" for name in set(journal.records) if self._missing(name)]
        return found + (self._untold(receiver) if receiver is not None else [])

    def _check(self, name: str) -> str:
        if name not in self.checks:
            return "acknowledged and lost"
        state, code, sha256, headline = self.checks[name]
        if state == "done" and (sha256, headline) != (DIGEST, CODE):
            return f"stored with a wrong answer: {headline}"
        return (
            "" if state == "done" or (state, code) == ("failed", "failed.interrupted") else f"ended as {state} {code}"
        )

    def _missing(self, link: str) -> bool:
        return self.records.get(link.rstrip("/").rpartition("/")[2]) is None

    def _untold(self, receiver: Receiver) -> list[str]:
        told = {str(body["data"].get("verification")) for body, _, _ in self.told.values() if isinstance(body, dict)}
        missing = [name for name, row in self.checks.items() if row[0] == "done" and name not in told]
        lost = [number for number, row in self.told.items() if row[1] and not receiver.numbers[number]]
        waiting = {number: row[2] for number, row in self.told.items() if not row[1]}
        return [
            *(f"check {name}: no message was written" for name in missing),
            *(f"message {number}: marked and never arrived" for number in lost),
            *(f"message {number}: never marked ({why})" for number, why in waiting.items()),
        ]


def settled(house: House, journal: Journal, receiver: Receiver | None) -> list[str]:
    """What is wrong once everything that was under way had its time."""
    wrongs = ["never asked"]

    def quiet() -> bool:
        time.sleep(LOOK_SECONDS)
        house.mind()
        wrongs[:] = Books.of(house).wrongs(journal, receiver)
        return not wrongs

    until(quiet, SETTLE_SECONDS)
    return wrongs
