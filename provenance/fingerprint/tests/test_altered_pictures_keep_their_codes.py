"""What networks and phones do to a picture leaves enough of its codes to find it again; other pictures share none."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from provenance.fingerprint.limits import PROXY_BYTES
from provenance.fingerprint.picture import picture_fingerprints
from provenance.fingerprint.tests.scenes import as_jpeg, scene, undecoded
from provenance.fingerprint.types import CODE_BYTES, Fingerprints, LocalCodes, PictureCodes, PictureQuery

NEAR_GLOBAL, NEAR_LOCAL, VOTES = 31, 36, 4
"""As notes of the field measured: bits within which codes are of one picture, and votes that nominate."""


def of(picture: Image.Image) -> tuple[PictureCodes, PictureQuery]:
    made: Fingerprints = picture_fingerprints(undecoded(as_jpeg(picture)))
    assert made.picture is not None
    assert made.query is not None
    return made.picture, made.query


def votes(asked: LocalCodes, recorded: LocalCodes) -> int:
    """How many recorded patches one of the asked ones is near to."""
    one, other = (
        np.frombuffer(local.codes, np.uint8).reshape(-1, CODE_BYTES) for local in (asked, recorded)
    )  # fmt: skip
    bits = np.bitwise_count(one[:, None] ^ other[None]).sum(axis=2)
    return int((bits.min(axis=0) <= NEAR_LOCAL).sum())


def bits(one: bytes, other: bytes) -> int:
    return (int.from_bytes(one) ^ int.from_bytes(other)).bit_count()


def captioned(picture: Image.Image) -> Image.Image:
    made = picture.copy()
    drawing = ImageDraw.Draw(made)
    drawing.rectangle((0, 500, made.width, made.height), fill="black")
    drawing.text((40, 540), "A CAPTION ACROSS THE PICTURE", fill="white", font_size=50)
    return made


def screenshot(picture: Image.Image) -> Image.Image:
    made = Image.new("RGB", (700, 1500), "white")
    made.paste(picture.resize((700, 525)), (0, 400))
    return made


def thumbnail(picture: Image.Image) -> Image.Image:
    return picture.resize((256, 192))


EDITS: list[Callable[[Image.Image], Image.Image]] = [
    lambda picture: undecoded(as_jpeg(picture, 30)),
    lambda picture: picture.convert("L"),
    lambda picture: picture.filter(ImageFilter.GaussianBlur(2)),
    lambda picture: picture.crop((100, 80, 775, 586)),
    lambda picture: picture.rotate(90, expand=True),
    captioned,
    screenshot,
    thumbnail,
]


@pytest.mark.parametrize("edit", EDITS)
def test_an_altered_copy_shares_patches(edit: Callable[[Image.Image], Image.Image]) -> None:
    recorded, _ = of(scene(1))
    _, query = of(edit(scene(1)))
    assert votes(query.local, recorded.local) >= 2 * VOTES


def test_a_mirrored_copy_shares_them_with_its_mirror() -> None:
    recorded, _ = of(scene(2))
    _, query = of(scene(2).transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    assert votes(query.mirrored, recorded.local) >= 50
    assert votes(query.local, recorded.local) < VOTES


def test_another_picture_shares_none() -> None:
    recorded, _ = of(scene(3))
    _, query = of(scene(4))
    assert votes(query.local, recorded.local) < VOTES
    assert min(bits(one, recorded.pdq) for one in query.dihedral) > 2 * NEAR_GLOBAL


@pytest.mark.parametrize("turn", list(Image.Transpose))
def test_one_of_the_eight_codes_is_that_of_the_turned_picture(turn: Image.Transpose) -> None:
    recorded, _ = of(scene(5))
    _, query = of(scene(5).transpose(turn))
    assert min(bits(one, recorded.pdq) for one in query.dihedral) <= NEAR_GLOBAL


def test_patches_are_spread_over_the_picture() -> None:
    """Where half of a picture is covered with text, the other half still has its patches."""
    picture = scene(6).filter(ImageFilter.GaussianBlur(1))
    drawing = ImageDraw.Draw(picture)
    for line in range(30):
        drawing.text((0, line * 22), "many sharp letters in a row " * 2, fill="white", font_size=20)
    recorded, _ = of(picture)
    across = np.frombuffer(recorded.local.points, "<u2").reshape(-1, 4)[:, 0] / 32
    assert np.histogram(across, bins=4, range=(0, 512))[0].min() >= 12


def test_a_picture_without_detail_has_no_patches_and_no_quality() -> None:
    recorded, query = of(Image.new("RGB", (900, 675), "grey"))
    assert recorded.quality < 50
    assert (len(recorded.local), len(query.local), len(query.mirrored)) == (0, 0, 0)


@pytest.mark.parametrize("size", [(1, 1), (2000, 3), (20, 3000)])
def test_odd_shapes_have_codes_too(size: tuple[int, int]) -> None:
    recorded, _ = of(scene(7, size))
    assert len(recorded.pdq) == len(recorded.phash) == CODE_BYTES


def test_the_proxy_is_small_and_says_nothing_of_where_it_came_from() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    noise = np.random.default_rng(8).integers(0, 256, (700, 700, 3), dtype=np.uint8)
    made = picture_fingerprints(undecoded(as_jpeg(Image.fromarray(noise), 95, exif=exif))).proxy
    assert made is not None
    assert len(made) <= PROXY_BYTES
    assert not Image.open(io.BytesIO(made)).getexif()


def test_no_proxy_is_made_where_none_is_wanted() -> None:
    assert picture_fingerprints(scene(9), proxy=False).proxy is None


def test_the_iscc_is_an_image_code_of_256_bits_that_survives_storing() -> None:
    recorded, again = of(scene(9))[0], of(undecoded(as_jpeg(scene(9), 30)))[0]
    raw, other = (base64.b32decode(one.iscc.removeprefix("ISCC:") + "=") for one in (recorded, again))
    # ISO 24138: four bits each for Content-Code, image, version 0; then a length of 7 * 32 + 32 bits
    assert raw[:2] == bytes([0x21, 0x07])
    assert len(raw) == 2 + CODE_BYTES
    assert bits(raw, other) <= 20


def test_an_even_border_does_not_change_the_iscc() -> None:
    framed = Image.new("RGB", (1200, 1000), "black")
    framed.paste(scene(10), (150, 160))
    plain, bordered = (base64.b32decode(of_lossless(one).removeprefix("ISCC:") + "=") for one in (scene(10), framed))
    assert bits(plain, bordered) <= 20


def of_lossless(picture: Image.Image) -> str:
    made = picture_fingerprints(picture).picture
    assert made is not None
    return made.iscc
