"""A look at the picture or the stream itself, inside the sandbox child only: decoders and parsers live here.

Importing this package imports no decoder; `warm` and `warm_pictures` do, ahead of the walls, and `look` where
that was not done.
"""

from provenance.preview.look import look
from provenance.preview.seen import Look, Wanted
from provenance.preview.warmth import warm, warm_pictures

__all__ = ["Look", "Wanted", "look", "warm", "warm_pictures"]
