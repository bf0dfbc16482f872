"""A small picture that somebody sends is taken only if it holds pixels in the size of its codes, and nothing beside."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from provenance.fingerprint.picture import picture_fingerprints
from provenance.fingerprint.types import Fingerprints
from provenance.fingerprint.wire import BadFingerprints, from_json, to_json

SMALL = Image.fromarray(np.random.default_rng(3).integers(0, 256, (48, 64, 3), np.uint8)).resize((512, 384))
EXIF = Image.Exif()
EXIF[0x010E] = "taken at my mother's house"


@pytest.fixture(scope="module")
def made() -> Fingerprints:
    return picture_fingerprints(SMALL)


def jpeg(picture: Image.Image = SMALL, **options: object) -> bytes:
    reply = io.BytesIO()
    picture.save(reply, "JPEG", quality=70, **options)
    return reply.getvalue()


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("quality", [70, 25])
def test_what_we_make_is_taken(made: Fingerprints, mode: str, quality: int) -> None:
    own = picture_fingerprints(SMALL.convert(mode))
    assert from_json(to_json(own)) == own
    reply = io.BytesIO()
    SMALL.convert(mode).save(reply, "JPEG", quality=quality, subsampling=2)
    sent = replace(made, proxy=reply.getvalue())
    assert from_json(to_json(sent)) == sent


PLAIN = jpeg()
HIDING = {
    "exif": jpeg(exif=EXIF),
    "a comment": jpeg(comment=b"from my source"),
    "a colour profile": jpeg(icc_profile=b"x" * 200),
    "xmp": jpeg(xmp=b"<x>my source</x>"),
    "many passes": jpeg(progressive=True),
    "another size": jpeg(SMALL.resize((500, 384))),
    "something behind the end": PLAIN + b"PK and a whole archive",
    "a second picture behind the end": PLAIN + PLAIN,
    "a comment within the scan": PLAIN[:-2] + b"\xff\xfe\x00\x0bmy source" + PLAIN[-2:],
    "a preview in its first segment": PLAIN[:4] + b"\x00\x13" + PLAIN[6:18] + b"\x01\x01\x00abc"[:5] + PLAIN[20:],
    "no end": PLAIN[:-2],
    "nothing": b"\xff\xd8\xff",
    "a segment beyond the end": b"\xff\xd8\xff\xdb\xff\xff",
    "segments without length": b"\xff\xd8" + b"\xff\xdb\x00\x00" * 9,
}


@pytest.mark.parametrize("proxy", HIDING.values(), ids=HIDING)
def test_what_holds_anything_else_is_refused(made: Fingerprints, proxy: bytes) -> None:
    with pytest.raises(BadFingerprints) as refused:
        from_json(to_json(replace(made, proxy=proxy)))
    assert b"my source" not in refused.value.detail.encode()
