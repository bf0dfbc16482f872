"""How much a film or a recording may cost, each number with its reason; read by their makers and their takers."""

from __future__ import annotations

from typing import Final

FILM_CPU_SECONDS: Final = 4.0
"""Processor time after which no more pictures are decoded; what was found by then is kept. A report is waited for."""

SOUND_CPU_SECONDS: Final = 2.0
"""The same for the sound track: half an hour of it takes this long."""

DENSE_PIXELS: Final = 3_600_000_000
"""Pixels up to which a film is decoded throughout and not only at its key frames: 72 s of 1080p, 11 min of 360p."""

FRAME_PIXELS: Final = 8192 * 4320
"""The largest frame that is decoded: 8K cinema."""

STEP_MS: Final = 250
"""Between the pictures of a track: an edit's begin and end are known to an eighth of a second."""

CODES_EVERY: Final = 2
"""Every second of those gets a global code: a copy that starts anywhere has one within a quarter of a second."""

FRAMES: Final = 7_200
"""Pictures with a global code: an hour at the dense step; longer films have them further apart."""

TRACK_SIDE: Final = 224
"""Long side of a track's pictures in pixels: a face in a scene of four people still has twenty."""

TRACK_PICTURES: Final = 960
"""Pictures of a track at most: four minutes at the dense step; longer films have them further apart."""

TRACK_BYTES: Final = 1024 * 1024
"""A minute at the dense step takes this with 4 KB a picture; longer tracks lose every second one, again and again."""

KEYS: Final = 400
"""Pictures with local codes: 96 codes of 40 bytes each, 1.5 MB in all."""

KEY_GAP_MS: Final = 2_000
"""Between two of them inside one shot."""

KEY_QUALITY: Final = 20
"""PDQ quality below which a picture is too empty to have local codes: black, or a single cloud."""

KEY_CODES: Final = 96
"""Local codes of each."""

GAP_MS: Final = 1_500
"""Where key frames lie closer than this in the middle, they alone are decoded for the codes."""

DAMAGED_PACKETS: Final = 50
"""Packets that a decoder refuses before the rest of a stream is given up."""

FEWEST_ITEMS: Final = 8
"""Sounds with fewer Chromaprint items (below four seconds) have nothing to be told apart by."""

SOUND_ITEMS: Final = 16_384
"""Items that are kept: 34 minutes."""

LATE_SECONDS: Final = 30
"""A sound track that begins this much after the pictures is filled up with silence, so that their times agree."""
