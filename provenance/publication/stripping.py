"""A file without anything beside what it shows: pictures written anew, films and recordings with their streams alone.

What stays is what belongs to the picture itself: how it is turned, its colours, its timing. Everything else is left
out by not being copied, so that a block nobody knows is left out as well.
"""

from __future__ import annotations

import io
from typing import BinaryIO, Final

from provenance.gate import Admission
from provenance.publication.errors import NotCopyable
from provenance.publication.pictures import WRITERS as PICTURES
from provenance.publication.pictures import without_metadata as picture_alone
from provenance.publication.streams import MUXERS
from provenance.publication.streams import without_metadata as streams_alone

STRIPPED: Final = frozenset({*PICTURES, *MUXERS})
"""Names of the formats that a copy can be made of."""


def stripped(source: BinaryIO, admission: Admission) -> bytes:
    """The content alone; raises NotCopyable, and whatever a decoder raises for a damaged file."""
    name, out = admission.format.name, io.BytesIO()
    if name in PICTURES:
        picture_alone(source, name, out)
    elif name in MUXERS:
        streams_alone(source, name, out)
    else:
        raise NotCopyable("format")
    return out.getvalue()
