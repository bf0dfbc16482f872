"""The caps of decoding, each with its reason."""

from __future__ import annotations

from typing import Final

THUMBNAIL_SIDE: Final = 512
"""Longest side of a thumbnail in pixels: sharp in a result page on a dense screen."""

THUMBNAIL_BYTES: Final = 65_536
"""Largest thumbnail: it travels through the sandbox's reply and is shown inline."""

HEADER_ONLY_PIXELS: Final = 64_000_000
"""A TIFF beyond this is only opened: its strips were found inside the file, and decoding them takes seconds."""

TEXT_BYTES: Final = 8 << 20
"""Unpacked text of one PNG chunk: large edit histories in XMP reach a few megabytes."""

SVG_BYTES: Final = 32 << 20
"""Largest SVG that is parsed: maps and drawings with embedded pictures stay below."""

SVG_DEPTH: Final = 256
"""Deepest nesting of elements: drawing programs reach about 40."""

PDF_OBJECTS: Final = 250_000
"""Objects of one PDF that are looked at; a book of a thousand pages has about 50,000."""

PDF_DEPTH: Final = 64
"""Nesting of arrays and dictionaries inside one PDF object."""

PDF_SEARCHED: Final = 16 << 20
"""Bytes of a PDF that cannot be opened which are searched for the names of actions, for a clearer refusal."""

PROBE_BYTES: Final = 1 << 20
"""Bytes of a film or a recording that the reader may look at to learn its streams."""

PROBE_MICROSECONDS: Final = 1_000_000
"""Longest time of media that is looked at for the same."""
