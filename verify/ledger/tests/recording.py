"""Record from a process of its own: `open NAME` or `sealed NAME` each; prints the numbers of the records."""

from __future__ import annotations

import sys


def main() -> None:
    import django

    django.setup()
    from verify.ledger.services import record_open, record_sealed
    from verify.ledger.tests.examples import DESK, digest

    for form, name in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
        make = {"open": record_open, "sealed": record_sealed}[form]
        print(make(sha256=digest(name), owner=DESK).pk)  # noqa: T201


if __name__ == "__main__":
    main()
