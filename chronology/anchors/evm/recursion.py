"""Put Python's recursion limit back after libraries raised it for the whole process.

py_ecc, which eth-account and web3 import, sets it to 100,000; py-evm wants 12,288 for contracts that call each other
a thousand deep, which ours does not. With such a limit, nested JSON from a stranger overflows the stack of C and ends
the process, where Python's own limit raises an error. They set it once, when they are imported.
"""

from __future__ import annotations

import sys

PYTHONS_OWN = 1_000
"""What CPython starts with."""


def bound_recursion() -> None:
    """Lower the limit to Python's own; called by every module here that imports one of those libraries."""
    if sys.getrecursionlimit() > PYTHONS_OWN:
        sys.setrecursionlimit(PYTHONS_OWN)
