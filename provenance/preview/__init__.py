"""A look at the picture or the stream itself, inside the sandbox child only: decoders and parsers live here.

Importing this package imports no decoder; `warm` does, ahead of the walls, and `look` where that was not done.
"""

from provenance.preview.look import look
from provenance.preview.seen import Look
from provenance.preview.warmth import warm

__all__ = ["Look", "look", "warm"]
