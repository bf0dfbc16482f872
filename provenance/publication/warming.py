"""Everything that making a copy loads late, loaded while it still can be: behind the walls nothing loads."""

from __future__ import annotations

import importlib
import io
import pkgutil

import av
from PIL import Image

from provenance.formats import FORMATS
from provenance.gate import Admission
from provenance.preview.warmth import warm as warm_decoders
from provenance.publication.pictures import WRITERS
from provenance.publication.stripping import stripped
from provenance.sandbox.calls_wall import written_filter


def warm() -> None:
    """Load the decoders, and write one small picture of every kind anew."""
    warm_decoders()
    for found in pkgutil.walk_packages(av.__path__, "av."):
        # The reader imports each kind of track when one turns up; a command line and samples are no part of that.
        if found.name not in ("av.__main__", "av.datasets"):
            importlib.import_module(found.name)
    for name, (writer, _) in WRITERS.items():
        sample = io.BytesIO()
        Image.new("RGB", (64, 64), "grey").save(sample, writer)
        stripped(io.BytesIO(sample.getvalue()), Admission(FORMATS[name], sample.tell(), 64, 64))
    written_filter(())  # else the last wall could not be written any more once the others stand
