"""How much one document may cost; a report of every demo file stays below a tenth of each."""

from __future__ import annotations

from typing import Final

SECONDS: Final = 90
"""From start to the last byte on a machine that is busy; a calm one needs two. A worker's lease is 300 seconds."""
CPU_SECONDS: Final = 60
"""Of the processor alone: a layout that turns in circles ends here."""
MEMORY_BYTES: Final = 1_500_000_000
"""Of address space beyond what the libraries take: fonts with Chinese letters are mapped and cut down in memory."""
HTML_BYTES: Final = 2_000_000
"""Of the document before it is set: two hundred pages of text."""
MOST_PAGES: Final = 60
"""A report with thirty steps and three records has fewer than twenty; nobody reads the sixtieth."""
PDF_BYTES: Final = 8_000_000
"""Of the answer: letters and lines alone make less than half a megabyte."""
FILE_BYTES: Final = 16_000_000
"""Of one file in the child's own folder: a font that is unpacked there for the library that draws it."""
DESCRIPTORS: Final = 256
"""Open files: fonts of the system are looked through."""
TOO_LARGE: Final = 4
"""Exit status of the child: more than is set here. Everything else but 0 is our fault."""
NO_WALLS: Final = 5
"""Exit status of the child: the system has no walls, and whoever asked did not allow going on without them."""
