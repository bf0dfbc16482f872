"""How large a file may be, in words and for the script that says so before anything is sent."""

from __future__ import annotations

import json

from django.utils.translation import gettext as _

from provenance.gate.limits import MAX_BYTES

HASHED_IN_BROWSER = 256 * 1024 * 1024  # the browser's hash needs the whole file in memory; beyond this phones give up
MEGABYTE = 1_000_000


def caps() -> dict[str, str]:
    """Return the largest size of each kind in words."""
    return {kind: _("%(count)d MB") % {"count": size // MEGABYTE} for kind, size in MAX_BYTES.items()}


def caps_for_script() -> str:
    """Return the same in bytes as JSON, with `largest` for kinds that a browser does not name."""
    return json.dumps({**MAX_BYTES, "largest": max(MAX_BYTES.values())})
