"""The place where media is opened: one locked, single-use child for each file.

`Sandbox` is safe in a process that must never load a decoder: importing this package loads none.
Source: DESIGN section 3.
"""

from provenance.sandbox.apart import PicturesApart
from provenance.sandbox.limits import Limits
from provenance.sandbox.sandbox import Sandbox
from provenance.sandbox.walls import Walls

__all__ = ["Limits", "PicturesApart", "Sandbox", "Walls"]
