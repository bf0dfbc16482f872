"""Ask the ledger from a process of its own, with the installation's own settings; prints a JSON list.

Each word is one question: `bundle=NUMBER` `time=NUMBER` `health=` `sign=JSON`
"""

from __future__ import annotations

import base64
import json
import sys
from dataclasses import asdict


def main() -> None:
    import django

    django.setup()
    from verify.ledger.models import Record
    from verify.ledger.selectors import bundle_of, log_health, record_get, time_of
    from verify.ledger.services import report_sign
    from verify.ledger.tests.examples import DESK

    def named(number: str) -> Record:
        return record_get(number, viewer=DESK)

    answers = {
        "bundle": lambda number: base64.b64encode(bundle_of(named(number), viewer=DESK)).decode(),
        "time": lambda number: asdict(time_of(named(number))),
        "health": lambda _: asdict(log_health()),
        "sign": lambda report: report_sign(report.encode()).decode(),
    }
    asked = [word.partition("=") for word in sys.argv[1:]]
    print(json.dumps([answers[verb](about) for verb, _, about in asked], default=str))  # noqa: T201


if __name__ == "__main__":
    main()
