"""How much a contact sheet may cost, each number with its reason; read by its maker and by its taker."""

from __future__ import annotations

from typing import Final

FRAMES: Final = 24
"""Frames of one film: four rows of six, which an eye goes through in a minute."""

SHORTEST_MS: Final = 500
"""No two frames lie closer: a clip of three seconds has six."""

FRAME_SIDE: Final = 1280
"""Long side of a key frame in pixels: signs in a street can still be read, and 24 of them weigh a few megabytes."""

STILL_SIDE: Final = 2400
"""Long side of the print of a picture: more than a screen shows at once, so that there is something to magnify."""

PRINT_BYTES: Final = 2_000_000
"""One print as JPEG: one of 2400 × 1800 pixels in good quality has half of it."""

SHEET_BYTES: Final = 16_000_000
"""All prints of one file: 24 frames of a grainy film."""

FILM_CPU_SECONDS: Final = 20.0
"""Processor time after which no further frame is decoded; what was found by then is kept. Nobody waits at a counter."""

CPU_SECONDS: Final = 30
"""Processor time of the whole process: the film, its claims, and the encoding of the prints."""

THROUGHOUT_PIXELS: Final = 3_600_000_000
"""Pixels up to which every frame is looked at and not only those that stand alone: 72 s of 1080p."""

STEP_MS: Final = 250
"""Between two frames that are looked at: a shot that is shorter is not seen."""

HEAD_BYTES: Final = 1_000_000
"""The claims of one file: a hundred of a thousand characters each, and their names."""
