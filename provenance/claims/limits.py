"""The caps of reading claims, each with its reason."""

from __future__ import annotations

from typing import Final

CLAIMS: Final = 100
"""Claims of one file that are kept; the known names of all sources together are fewer."""

VALUE: Final = 1_000
"""Characters of one value: long captions are cut, with an ellipsis."""

XMP_BYTES: Final = 2 << 20
"""Largest XMP packet that is parsed: edit histories reach some hundred kilobytes."""

XMP_SEARCHED: Final = 4 << 20
"""Bytes at either end of a film or a document that are searched for an XMP packet."""

AIGC_BYTES: Final = 16_384
"""Largest AIGC label: its seven fields hold names, numbers and signatures."""

LIST_ENTRIES: Final = 10
"""Entries of one list, such as several creators, that are shown."""
