"""How much one archived post may cost and how much a team may keep, each number with its reason."""

from __future__ import annotations

from typing import Final

MOST_PICTURES: Final = 30
"""A post has some few and its page some dozens; what comes first on the page is taken first."""

WACZ_BYTES: Final = 25_000_000
"""All that is kept of one post, the page and its picture as a browser shows it included: it lies in the database."""

RECEIVED_BYTES: Final = 20_000_000
"""What is fetched for one post; the rest of the cap is for the picture a browser makes of it."""

COLLECT_SECONDS: Final = 120.0
"""After this no further picture is asked for: with the browser's time it stays below what one job may take."""

MOST_KEPT: Final = 500
"""Archives of one team; with the cap above, 12 GB at the very most."""

MOST_WAITING: Final = 10
"""Archives of one team that are not made yet: the queue is everybody's."""

URL_CHARS: Final = 4_096
"""The longest link that is fetched (`verify.fetch.limits`)."""

SHOT_WIDTH: Final = 1280
"""Pixels of the browser's window."""

SHOT_HEIGHT: Final = 6000
"""Pixels of a long page that are seen."""

SHOT_BYTES: Final = 4_000_000
"""A page of that size as JPEG has a tenth of it."""

SHOT_SECONDS: Final = 40.0
"""From the start of the browser to its picture; a page that takes longer has none."""
