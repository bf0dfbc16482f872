"""Whatever a picture was stored as, codes are made of the same upright, opaque, 512 pixel copy."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageCms

from provenance.fingerprint.prepared import prepared
from provenance.fingerprint.tests.scenes import as_jpeg, scene, undecoded
from provenance.fingerprint.whole import plain_pdq


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures of one size in grey levels."""
    assert one.size == other.size
    return float(np.abs(np.asarray(one, dtype=int) - np.asarray(other, dtype=int)).mean())


@pytest.mark.parametrize("size", [(900, 675), (675, 900), (100, 75), (2000, 20), (1, 1), (3, 2000)])
def test_the_long_side_is_always_512(size: tuple[int, int]) -> None:
    small = prepared(scene(1, size))
    assert max(small.size) == 512
    assert small.mode == "RGB"


def test_a_picture_is_turned_as_it_was_held() -> None:
    picture = scene(2)
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = undecoded(as_jpeg(picture.rotate(90, expand=True), 95, exif=exif))
    assert difference(prepared(turned), prepared(picture)) < 3


def test_what_is_transparent_is_white() -> None:
    clear = Image.new("RGBA", (600, 600), (255, 0, 0, 0))
    assert prepared(clear).getextrema() == ((255, 255),) * 3


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "P", "CMYK", "I;16"])
def test_the_way_of_storing_moves_little(mode: str) -> None:
    grey = scene(3).convert("L")
    kinds = {"I;16": lambda: Image.fromarray(np.asarray(grey).astype(np.uint16) * 257)}
    picture = kinds.get(mode, lambda: grey.convert(mode))()
    assert difference(prepared(picture), prepared(grey)) < 3


@pytest.mark.parametrize("width", [1100, 2000, 2049])
def test_a_jpeg_decoded_small_has_nearly_the_code_of_the_whole_one(width: int) -> None:
    content = as_jpeg(scene(4, (width, width * 2 // 3)))
    whole = undecoded(content)
    whole.load()
    # The authors of PDQ count implementations as correct within 10 bits; what photographs do, bench/media measures.
    codes = [int.from_bytes(plain_pdq(np.asarray(prepared(one)))[0]) for one in (undecoded(content), whole)]
    assert (codes[0] ^ codes[1]).bit_count() <= 10


def test_a_large_jpeg_is_decoded_small() -> None:
    picture = undecoded(as_jpeg(scene(5, (2048, 1536))))
    prepared(picture)
    assert picture.size == (512, 384)


def test_a_profile_of_colours_is_followed() -> None:
    """A file whose numbers mean linear light looks darker in the middle than its numbers say."""
    picture = Image.new("RGB", (600, 600), (128, 128, 128))
    linear = prepared(undecoded(as_jpeg(picture, icc_profile=linear_profile())))
    assert linear.getpixel((256, 256))[0] > 170
    assert prepared(undecoded(as_jpeg(picture))).getpixel((256, 256))[0] in range(126, 131)


@pytest.mark.parametrize("profile", [b"junk", b"\0" * 4096, b"x" * (5 << 20)])
def test_a_profile_that_cannot_be_followed_is_left_alone(profile: bytes) -> None:
    picture = scene(6)
    picture.info["icc_profile"] = profile
    assert difference(prepared(picture), prepared(scene(6))) == 0


def linear_profile() -> bytes:
    """An RGB profile with sRGB's colours and no curve."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    raw = bytearray(srgb.replace("sRGB".encode("utf-16-be"), "line".encode("utf-16-be")))
    count = int.from_bytes(raw[128:132])
    for at in range(132, 132 + 12 * count, 12):
        if raw[at : at + 4] in (b"rTRC", b"gTRC", b"bTRC"):
            curve = int.from_bytes(raw[at + 4 : at + 8])
            raw[curve : curve + 12] = b"curv\0\0\0\0\0\0\0\0"
            raw[at + 8 : at + 12] = (12).to_bytes(4)
    return bytes(raw)


def test_the_same_file_has_the_same_pixels_every_time() -> None:
    content = as_jpeg(scene(7, (1500, 1000)))
    first, second = (prepared(undecoded(content)) for _ in range(2))
    assert first.tobytes() == second.tobytes()


def test_a_file_that_is_cut_off_is_no_picture() -> None:
    with pytest.raises(OSError, match="truncated"):
        prepared(Image.open(io.BytesIO(as_jpeg(scene(8))[:20_000])))
