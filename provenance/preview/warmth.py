"""Import every decoder and make it do its lazy work, while files may still be opened."""

from __future__ import annotations

import io


def warm() -> None:
    """Import and exercise all readers of this package; call it once, before the walls of the sandbox go up."""
    from provenance.formats import FORMATS
    from provenance.gate import Admission
    from provenance.preview import active_pdf, active_svg, stream

    warm_pictures()
    stream.open_nothing()
    active_svg.look(io.BytesIO(b"<svg/>"), Admission(FORMATS["svg"], 6))
    active_pdf.open_nothing()


def warm_pictures() -> None:
    """The same for those of pictures alone, without any decoder of films or documents."""
    from PIL import Image

    from provenance.formats import FORMATS
    from provenance.gate import Admission
    from provenance.preview import picture
    from provenance.preview.seen import Wanted

    for name in ("jpeg", "png", "webp", "avif", "gif", "tiff"):
        sample = io.BytesIO()
        Image.new("RGB", (16, 16), "grey").save(sample, FORMATS[name].label.upper())
        picture.look(sample, Admission(FORMATS[name], sample.tell(), 16, 16), Wanted(prepared=True))
