"""A file laid out for the eye, inside the sandbox child: its own claims, a large print of it, or key frames of a film.

Importing this package imports no decoder. Nothing here judges: prints are what a reader looks at.
"""

from provenance.contact_sheet.types import Print, Sheet

__all__ = ["Print", "Sheet"]
