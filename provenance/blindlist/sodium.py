"""libsodium, loaded when it is first needed: what asks no list runs on a machine that does not have it."""

from __future__ import annotations

from functools import cache
from typing import Any

from provenance.blindlist.errors import SodiumMissing


@cache
def sodium() -> Any:
    """The binding to libsodium 1.0.18 or newer; raises SodiumMissing."""
    try:
        import pysodium
    except (ImportError, OSError, ValueError, AttributeError) as error:
        raise SodiumMissing("The library libsodium is missing here: install the package libsodium23.") from error
    if not pysodium.sodium_version_check(1, 0, 18):
        raise SodiumMissing("The library libsodium is too old here: version 1.0.18 or newer is needed.")
    return pysodium
