"""All fingerprints of one picture."""

from __future__ import annotations

import numpy as np
from PIL import Image

from provenance.fingerprint import whole
from provenance.fingerprint.local import local_codes
from provenance.fingerprint.prepared import prepared
from provenance.fingerprint.proxy import proxy_of
from provenance.fingerprint.types import PREPARATION, Fingerprints, PictureCodes, PictureQuery


def picture_fingerprints(image: Image.Image, *, proxy: bool = True) -> Fingerprints:
    """What a picture is found by and asked with; a JPEG is best given undecoded. Raises what decoders raise."""
    return prepared_fingerprints(prepared(image), proxy=proxy)


def prepared_fingerprints(small: Image.Image, *, proxy: bool = True) -> Fingerprints:
    """The same of a picture that `prepared` gave."""
    dihedral, quality = whole.pdq(np.asarray(small))
    local = local_codes(np.asarray(small.convert("L")))
    codes = PictureCodes(
        width=small.width,
        height=small.height,
        pdq=dihedral[0],
        quality=quality,
        phash=whole.phash(small),
        iscc=whole.iscc(small),
        local=local.recorded,
    )
    query = PictureQuery(dihedral, local.asked, local.mirrored)
    return Fingerprints(PREPARATION, picture=codes, query=query, proxy=proxy_of(small) if proxy else None)
