"""What a running installation bears: `python -m bench.load`; docs/load.md tells how to read it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator


def lines() -> Iterator[str]:
    """The parts that take minutes; ten minutes in one go and memory are measured by `python -m bench.load` alone."""
    prepare()
    from bench.load.parts import Plan, fairness, shed, throughput

    for part in (throughput, shed, fairness):
        yield from part(Plan(workers=(2,)))


def prepare() -> None:
    """The installations have settings of their own; what the bench imports of the site wants some as well."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "verify.settings", "DEMO": "1", "DATA_DIR": tempfile.mkdtemp()}
    import django

    django.setup()
