"""How much one page holds, and how much one person may dispute: enough for a case, too little to bury anybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

MOST_PAGES: Final = 20
"""Of one dossier, withdrawn ones included."""
MOST_CHECKS: Final = 8
"""Each stands in every version with its whole answer."""
MOST_PIECES: Final = 40
MOST_VERSIONS: Final = 100
MOST_FOUND: Final = 20
"""Records and statements of others that the site itself lists, of each kind."""

CLAIM_CHARS: Final = 2_000
NAME_CHARS: Final = 160
LINK_CHARS: Final = 500
SHOWN_CHARS: Final = 4_000
NOTE_CHARS: Final = 600
CHANGED_CHARS: Final = 600

DISPUTE_CHARS: Final = 2_000
ANSWER_CHARS: Final = 2_000
MOST_OPEN_DISPUTES: Final = 10
"""Of one person, over everything: who waits for ten answers waits for one of them before asking more."""
MOST_A_DAY: Final = 5
DAY: Final = timedelta(days=1)
MOST_SHOWN: Final = 100
"""Beside one record; the oldest are told, and how many more there are."""
