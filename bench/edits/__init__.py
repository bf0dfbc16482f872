"""What networks, phones and people do to pictures: the 24 edits that the product answers for, and the eight turns.

`EDITS` maps a name to a function of a picture and a source of chance (`random.Random`) that answers the bytes of a
file. Another collection has the same form: a module with a dict `EDITS`, whose functions may also take the picture
alone and may answer a picture, which is then stored as a JPEG of quality 85.
"""

from bench.edits.frames import FRAMES
from bench.edits.planting import PLANTING
from bench.edits.shapes import SHAPES
from bench.edits.storing import Edit, storage
from bench.edits.tones import TONES
from bench.edits.turns import TURNS, TWO

EDITS: dict[str, Edit] = {**storage(), **TONES, **SHAPES, **TWO, **FRAMES, **PLANTING}
"""The 24."""

CONTENT = {"splice 9 %", "overlay and logo", "crop, overlay, 800 px, JPEG 50"}
"""Those that put something into the picture; all others are what platforms do."""

__all__ = ["CONTENT", "EDITS", "TURNS", "Edit"]
