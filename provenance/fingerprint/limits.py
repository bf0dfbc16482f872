"""How much a fingerprint may hold, each number with its reason; read by whoever takes fingerprints from others."""

from __future__ import annotations

from typing import Final

SIDE: Final = 512
"""Long side of a prepared picture in pixels: hashes need 64, local codes about 400, and a comparison can be shown."""

RECORDED_CODES: Final = 96
"""Local codes kept of a recorded picture: 3 KB, and enough that a quarter of the picture still holds twenty."""

ASKED_CODES: Final = 700
"""Local codes one asks with: more than are kept, because what was cropped or written over takes its share."""

LOCAL_CODES: Final = 1024
"""Local codes of one picture that are taken from anybody: twice what we make ourselves."""

PROXY_BYTES: Final = 65_536
"""Largest proxy picture: a 512 pixel JPEG of good quality has 40 KB."""

ISCC_CHARACTERS: Final = 128
"""A code of 256 bits has 63 characters with its prefix."""

FILM_SECONDS: Final = 24 * 3600
"""Seconds of a film that get a code; longer is surveillance footage, which nobody posts whole."""

FILM_KEYS: Final = 1024
"""Pictures of a film that get local codes, of the same reason."""

SOUND_ITEMS: Final = 8 * FILM_SECONDS + 64
"""Chromaprint makes 8.07 items a second; what comes after a day is cut."""

TRACK_BYTES: Final = 4 * 1024 * 1024
"""Largest track of proxy pictures of a film."""

WIRE_BYTES: Final = 16 * 1024 * 1024
"""One medium's fingerprints in bytes: a day of film with its key pictures and its track stays below."""
