from __future__ import annotations

import io
import random
import struct
import subprocess
import sys

import pytest
from PIL import Image, PngImagePlugin

from provenance.gate import Admission, Refusal
from provenance.gate.tests.material import ROOT, UNREADABLE, admitted, bad_media, drawn, ordinary_files, signed_files
from provenance.preview import Look, Wanted, limits, look
from provenance.types import State

ORIENTATION = 0x0112


def seen(data: bytes, *, thumbnail: bool = True) -> Look | Refusal:
    return look(io.BytesIO(data), admitted(data), Wanted(thumbnail=thumbnail))


def thumbnail_of(data: bytes) -> Image.Image:
    found = seen(data)
    assert isinstance(found, Look), found
    assert found.thumbnail is not None
    return Image.open(io.BytesIO(found.thumbnail))


def quartered(**options: object) -> bytes:
    """A picture of 80 x 40 whose top left quarter is red."""
    picture = Image.new("RGB", (80, 40), "blue")
    picture.paste("red", (0, 0, 40, 20))
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=95, **options)
    return target.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "HEIF"])
def test_each_picture_type_is_decoded(kind: str) -> None:
    data = drawn(kind, (640, 480))
    found = seen(data)
    assert isinstance(found, Look)
    assert (found.width, found.height, found.state, found.code) == (640, 480, State.HOLDS, "preview.decoded")
    assert thumbnail_of(data).size == (512, 384) if kind != "JPEG" else max(thumbnail_of(data).size) <= 512


@pytest.mark.parametrize("size", [(1, 1), (513, 1), (1, 3000), (4097, 300), (5000, 4000), (511, 512)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_no_thumbnail_is_larger_than_its_cap(kind: str, size: tuple[int, int]) -> None:
    found = seen(drawn(kind, size))
    assert isinstance(found, Look)
    assert found.thumbnail is not None
    assert max(Image.open(io.BytesIO(found.thumbnail)).size) <= limits.THUMBNAIL_SIDE
    assert len(found.thumbnail) <= limits.THUMBNAIL_BYTES


def test_a_thumbnail_of_noise_still_fits() -> None:
    noise = Image.frombytes("RGB", (512, 512), random.Random(1).randbytes(512 * 512 * 3))
    target = io.BytesIO()
    noise.save(target, "PNG")
    found = seen(target.getvalue())
    assert isinstance(found, Look)
    assert found.thumbnail is not None
    assert len(found.thumbnail) <= limits.THUMBNAIL_BYTES


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("1", "PNG"), ("L", "PNG"), ("LA", "PNG"), ("P", "PNG"), ("RGBA", "PNG"), ("I;16", "PNG"), ("CMYK", "JPEG")],
)
@pytest.mark.parametrize("size", [(60, 40), (1200, 800)])
def test_every_mode_becomes_a_small_colour_picture(mode: str, kind: str, size: tuple[int, int]) -> None:
    picture = thumbnail_of(drawn(kind, size, mode))
    assert picture.mode == "RGB"


def test_a_deep_picture_keeps_its_range() -> None:
    picture = Image.new("I;16", (40, 40), 0x8000)
    target = io.BytesIO()
    picture.save(target, "PNG")
    red, _, _ = thumbnail_of(target.getvalue()).getpixel((20, 20))  # type: ignore[misc]
    assert 120 <= red <= 136


def test_transparent_parts_become_white() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(target, "PNG")
    assert thumbnail_of(target.getvalue()).getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, (0, 0)), (2, (1, 0)), (3, (1, 1)), (4, (0, 1)), (5, (0, 0)), (6, (1, 0)), (7, (1, 1)), (8, (0, 1))],
)
def test_the_thumbnail_stands_upright(orientation: int, corner: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    picture = thumbnail_of(quartered(exif=exif))
    width, height = picture.size
    assert (width > height) == (orientation < 5)
    red, _, blue = picture.getpixel((5 + corner[0] * (width - 10), 5 + corner[1] * (height - 10)))  # type: ignore[misc]
    assert (red > 180, blue < 80) == (True, True)


def test_the_thumbnail_carries_nothing_but_pixels() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRETMAKER"
    options = {"exif": exif, "comment": b"SECRETCOMMENT", "icc_profile": b"SECRETPROFILE" * 20, "xmp": b"<SECRETXMP/>"}
    data = quartered(**options)
    assert data.count(b"SECRET") > 3
    found = seen(data)
    assert isinstance(found, Look)
    assert found.thumbnail is not None
    assert b"SECRET" not in found.thumbnail
    assert set(Image.open(io.BytesIO(found.thumbnail)).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_text_of_a_png_is_not_carried_along() -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "SECRETTEXT")
    found = seen(drawn("PNG", pnginfo=text))
    assert isinstance(found, Look)
    assert found.thumbnail is not None
    assert b"SECRET" not in found.thumbnail


def test_no_thumbnail_is_made_where_none_is_wanted_but_the_picture_is_decoded() -> None:
    found = seen(drawn("JPEG"), thumbnail=False)
    assert isinstance(found, Look)
    assert found.thumbnail is None
    assert isinstance(seen(drawn("JPEG", (600, 400))[:-300], thumbnail=False), Refusal)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize("share", [0.4, 0.6, 0.9])
def test_a_picture_that_is_cut_off_is_never_decoded(kind: str, share: float) -> None:
    """Noise, so that a cut anywhere takes picture data away; the gate is passed by with the whole picture's header."""
    noise = Image.frombytes("RGB", (200, 150), random.Random(2).randbytes(200 * 150 * 3))
    target = io.BytesIO()
    noise.save(target, kind)
    whole = target.getvalue()
    found = look(io.BytesIO(whole[: int(len(whole) * share)]), admitted(whole))
    assert isinstance(found, Refusal)
    assert found.code == "refused.damaged"


def test_a_decoder_that_sees_more_pixels_than_the_gate_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    from provenance.preview import picture

    data = drawn("WEBP", (200, 100))
    lied = Admission(admitted(data).format, len(data), 8, 8)
    assert isinstance(look(io.BytesIO(data), lied), Look)
    monkeypatch.setattr(picture, "MAX_PIXELS_BY_FORMAT", {"webp": 19_999})
    found = look(io.BytesIO(data), lied)
    assert isinstance(found, Refusal)
    assert found.code == "refused.too_many_pixels"


def test_a_type_is_opened_by_its_own_decoder_only() -> None:
    """Bytes of one type under the name of another never reach the decoder that would know them."""
    admission = admitted(drawn("PNG"))
    assert look(io.BytesIO(drawn("GIF")), admission) == Refusal("refused.damaged", {"format": "PNG"})


def test_raw_data_is_not_developed_and_not_refused() -> None:
    from provenance.formats import FORMATS

    data = drawn("TIFF")
    found = look(io.BytesIO(data), Admission(FORMATS["dng"], len(data), 64, 48))
    assert isinstance(found, Look)
    assert (found.state, found.code) == (State.NOT_CHECKED, "preview.no_decoder")
    assert found.thumbnail is not None
    assert isinstance(look(io.BytesIO(b"II*\0" + bytes(60)), Admission(FORMATS["dng"], 64, 64, 48)), Look)


@pytest.mark.parametrize(("tag", "value"), [(259, 34713), (259, 32767), (259, 6), (262, 32803)])
def test_the_raw_picture_of_a_camera_is_no_damage(tag: int, value: int) -> None:
    data = drawn("TIFF")
    at = data.index(struct.pack("<HHI", tag, 3, 1)) + 8
    found = seen(data[:at] + struct.pack("<H", value) + data[at + 2 :])
    assert isinstance(found, Look)
    assert (found.state, found.code, found.thumbnail) == (State.NOT_CHECKED, "preview.no_decoder", None)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "HEIF"])
def test_no_mutation_raises(kind: str) -> None:
    data = drawn(kind)
    admission, chance = admitted(data), random.Random(5)
    for _ in range(150):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        assert isinstance(look(io.BytesIO(changed), admission), Look | Refusal)


def passed_on(path: object) -> Look | Refusal:
    from provenance.gate import admit

    with open(str(path), "rb") as source:  # noqa: PTH123
        size = source.seek(0, 2)
        admission = admit(source, size)
        return admission if isinstance(admission, Refusal) else look(source, admission)


@pytest.mark.corpus
def test_every_bad_file_that_must_be_rejected_is() -> None:
    wanted = [path for path, expect in bad_media().items() if expect == "reject"]
    assert len(wanted) > 30
    assert [path.name for path in wanted if not isinstance(passed_on(path), Refusal)] == []


@pytest.mark.corpus
def test_every_other_bad_file_is_answered() -> None:
    others = [path for path, expect in bad_media().items() if expect != "reject"]
    assert all(isinstance(passed_on(path), Look | Refusal) for path in others)


@pytest.mark.corpus
def test_no_honest_file_is_refused() -> None:
    honest = [path for path, kind in signed_files().items() if kind not in UNREADABLE]
    refused = {path.name: found for path in honest + ordinary_files() if isinstance(found := passed_on(path), Refusal)}
    assert refused == {}


def test_importing_the_package_loads_no_decoder_and_warming_loads_them_all() -> None:
    script = (
        "import sys, provenance.preview as p\n"
        "names = {'PIL.Image', 'av', 'pillow_heif', 'pikepdf', 'defusedxml'}\n"
        "assert not names & set(sys.modules)\n"
        "p.warm()\n"
        "assert names <= set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
