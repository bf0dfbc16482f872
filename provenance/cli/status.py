"""How the command ends, as DESIGN section 5 says."""

from __future__ import annotations

from typing import Final

ANSWERED: Final = 0
BAD_USAGE: Final = 2
OUR_FAULT: Final = 3
