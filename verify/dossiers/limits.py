"""How much one team may keep: more than a desk works with, and less than makes a page or a round endless."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

MOST_DOSSIERS: Final = 2_000
MOST_ITEMS: Final = 1_000
"""A batch has more: what matters of it is filtered before it is added."""
MOST_TAGS: Final = 12
MOST_NOTES: Final = 500
MOST_SAID: Final = 300
MOST_SHARES: Final = 50
"""Links that still lead somewhere, of one dossier."""
MOST_WATCHES: Final = 500
"""Of one team: each is looked at again every quarter of an hour."""

TITLE_CHARS: Final = 160
TAG_CHARS: Final = 40
NOTE_CHARS: Final = 5_000
WORDS_CHARS: Final = 1_000
"""A finding is a sentence or three, and not an article."""
WHY_CHARS: Final = 400

SHARE_DAYS: Final = (1, 7, 30, 90)
LOOKUP_DAYS: Final = (1, 7, 30, 90)
LOOK_EVERY: Final = timedelta(minutes=15)
WATCHES_A_ROUND: Final = 40
"""Each costs what opening its result page costs."""
NEWS_DAYS: Final = timedelta(days=90)
