"""Every bound of a mirror, with its reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

PAGE_ENTRIES: Final = 1_000
"""Entries of a closed page: a million records are a thousand requests."""
PAGE_FULL_BYTES: Final = 4 * 1024 * 1024
"""A page is also closed at this size, so that works of many parts make no page that is too large to mirror."""
PAGE_BYTES: Final = 16 * 1024 * 1024
"""A page that is full, its last entry, and whatever its JSON adds."""
ENTRY_BYTES: Final = 192 * 1024
"""The longest entry is a work with as many parts as fit into a leaf of 64 KiB."""
HEAD_BYTES: Final = 64 * 1024
"""A head has some hundred bytes and the signatures of the operator's keys."""
LIST_BYTES: Final = 16 * 1024 * 1024
"""A trust list takes some hundred kB, a maker's list of withdrawn certificates a few MB."""
WORDS_BYTES: Final = 64 * 1024 * 1024
"""A thousand signed messages of at most 64 KB each."""
DEPTH: Final = 12
"""Brackets inside brackets; an entry of the feed has five."""
SIGNATURES: Final = 16
"""Lines of one note: the operator's key, and its followers while keys change."""
STALE: Final = timedelta(hours=1)
"""Feeds are signed anew every minute: an older copy was not fetched, or somebody holds the feed back."""
AHEAD: Final = timedelta(minutes=10)
"""Clocks that are looked after differ by seconds: a copy from further in the future would never grow old."""
MOST_FOUND: Final = 1_000
"""Records that one look-up tells, oldest first; the site itself tells fifty, and each recorder's oldest before all."""
