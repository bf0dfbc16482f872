from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from provenance.formats import FORMATS
from provenance.gate import Refusal, admit, http_status, limits
from provenance.gate.admission import _MEASURES
from provenance.gate.sentences import SENTENCES
from provenance.gate.tests.material import admitted, box, drawn, mp4, png, png_chunk, refusal, riff, wav


def jpeg_segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def jpeg(width: int, height: int, *, scans: int = 1, start: int = 0xC0) -> bytes:
    """Build the markers of a JPEG with three components, whose scans hold one each unless there is only one."""
    frame = struct.pack(">BHHB", 8, height, width, 3) + bytes(9)
    scan = jpeg_segment(0xDA, bytes((3 if scans == 1 else 1,)) + bytes(5)) + b"coded\xff\x00data\xff\xd0more"
    return b"\xff\xd8" + jpeg_segment(start, frame) + scan * scans + b"\xff\xd9"


def tiff(*entries: tuple[int, int, int, int], following: int = 0) -> bytes:
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + body + struct.pack("<I", following)


def gif(width: int, height: int, frames: int) -> bytes:
    frame = b"\x2c" + bytes(4) + struct.pack("<HHB", 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + frame * frames + b"\x3b"


def webp_lossless(width: int, height: int) -> bytes:
    return riff(b"WEBP", (b"VP8L", b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14)))


def apng(width: int, height: int, frames: int) -> bytes:
    return png(width, height, *(png_chunk(b"fcTL", bytes(26)) for _ in range(frames)))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "refused.empty"),
        (b"<html>", "refused.unknown_type"),
        (jpeg(65_500, 65_500), "refused.too_many_pixels"),
        (png(13_000, 13_000), "refused.too_many_pixels"),
        (gif(65_535, 65_535, 1), "refused.too_many_pixels"),
        (webp_lossless(13_000, 13_000), "refused.too_many_pixels"),
        (tiff((256, 4, 1, 0xFFFFFFFF), (257, 4, 1, 0xFFFFFFFF)), "refused.too_many_pixels"),
        (gif(1, 1, limits.MAX_FRAMES + 1), "refused.too_many_frames"),
        (gif(13_000, 9_000, 5), "refused.too_many_frames"),
        (apng(8, 8, limits.MAX_FRAMES + 1), "refused.too_many_frames"),
        (jpeg(100, 100, scans=limits.MAX_SCANS + 1, start=0xC2), "refused.too_complex"),
        (jpeg(100, 100, scans=limits.MAX_SCANS + 1), "refused.too_complex"),
        (png(8, 8, *(png_chunk(b"prVt") for _ in range(limits.MAX_PNG_CHUNKS))), "refused.too_complex"),
        (mp4(box(b"free") * (limits.MAX_BOXES + 1)), "refused.too_complex"),
        (wav(*[(b"junk", b"")] * (limits.MAX_RIFF_CHUNKS + 1)), "refused.too_complex"),
        (jpeg(0, 0), "refused.damaged"),
        (png(0, 8), "refused.damaged"),
        (gif(0, 0, 0), "refused.damaged"),
        (b"\xff\xd8\xff\xd9", "refused.damaged"),
        (b"\x89PNG\r\n\x1a\n", "refused.damaged"),
        (drawn("PNG")[:-20], "refused.damaged"),
        (drawn("WEBP")[:-20], "refused.damaged"),
        (drawn("GIF")[:-20], "refused.damaged"),
        (drawn("AVIF")[:-20], "refused.damaged"),
        (wav()[:-20], "refused.damaged"),
        (mp4(box(b"mdat", bytes(100)))[:-20], "refused.damaged"),
        (box(b"ftyp", b"isom\0\0\0\0") + b"\0\0\0\1moov" + b"\xff" * 8, "refused.damaged"),
        (tiff((256, 4, 1, 8), (257, 4, 1, 8), following=8), "refused.damaged"),
        (tiff((256, 4, 1, 8), (257, 4, 1, 8), (273, 4, 0xFFFFFFFF, 100)), "refused.damaged"),
        (tiff((256, 4, 1, 8), (257, 4, 1, 8), (273, 4, 1, 1 << 31), (279, 4, 1, 9)), "refused.damaged"),
        (b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + b"\xff\xfb\x90\0" * 50, "refused.damaged"),
    ],
)
def test_a_bad_header_is_refused_with_its_code(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_a_wrong_sum_over_the_png_header_is_damage() -> None:
    data = bytearray(drawn("PNG"))
    data[29] ^= 1
    assert refusal(bytes(data)) == "refused.damaged"


def test_a_png_without_picture_data_is_damage() -> None:
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
    assert refusal(b"\x89PNG\r\n\x1a\n" + header + png_chunk(b"IEND")) == "refused.damaged"


def test_boxes_that_nest_too_deep_are_too_complex() -> None:
    nested = b""
    for _ in range(5_000):
        nested = box(b"moov", nested)
    assert refusal(box(b"ftyp", b"isom\0\0\0\0") + nested) == "refused.too_complex"


@pytest.mark.parametrize("table", [b"stts", b"ctts", b"stsc", b"stss", b"stco", b"co64", b"elst"])
def test_a_table_with_more_entries_than_room_is_damage(table: bytes) -> None:
    def film(entries: int) -> bytes:
        return mp4(box(b"moov", box(b"trak", box(table, bytes(4) + struct.pack(">I", entries) + bytes(24)))))

    assert admitted(film(2)).width == 64
    assert refusal(film(0xFFFFFFFF)) == "refused.damaged"


def test_scans_behind_a_false_end_inside_a_comment_are_counted() -> None:
    data = jpeg(100, 100, scans=2, start=0xC2)
    comment = jpeg_segment(0xFE, b"\xff\xd9" * 20)
    scan = jpeg_segment(0xDA, bytes(6)) + b"coded"
    assert refusal(data[:-2] + (comment + scan) * limits.MAX_SCANS + b"\xff\xd9") == "refused.too_complex"


def test_a_second_picture_behind_the_end_counts_no_scans() -> None:
    data = jpeg(100, 100, scans=3, start=0xC2)
    assert admitted(data + data * limits.MAX_SCANS).format.name == "jpeg"


@pytest.mark.parametrize("kind", ["image", "video", "audio", "document", "sidecar"])
def test_a_file_over_the_cap_of_its_kind_is_too_large(kind: str) -> None:
    heads = {
        "image": drawn("JPEG"),
        "video": mp4(),
        "audio": wav(),
        "document": b"%PDF-1.7",
        "sidecar": box(b"jumb", box(b"jumd", bytes.fromhex("6332706100110010800000aa00389b71"))),
    }
    found = admit(io.BytesIO(heads[kind]), limits.MAX_BYTES[kind] + 1)
    assert isinstance(found, Refusal)
    assert found.code == "refused.too_large"


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("PNG", {}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True}),
        ("GIF", {}),
        ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("TIFF", {"big_tiff": True}),
        ("AVIF", {}),
    ],
)
def test_an_ordinary_picture_is_admitted_with_its_size(kind: str, options: dict[str, object]) -> None:
    found = admitted(drawn(kind, (640, 480), **options))
    assert (found.width, found.height) == (640, 480)
    assert found.format.name == kind.lower()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_short_animation_is_admitted(kind: str) -> None:
    frames = [Image.new("RGB", (32, 32), (shade, 0, 0)) for shade in range(0, 250, 25)]
    target = io.BytesIO()
    frames[0].save(target, kind, save_all=True, append_images=frames[1:])
    assert admitted(target.getvalue()).width == 32


def test_a_camera_picture_of_a_hundred_megapixels_is_admitted() -> None:
    assert admitted(png(11_648, 8_736)).width == 11_648


def test_a_tiff_with_a_dng_version_is_a_dng() -> None:
    data = tiff((256, 4, 1, 8), (257, 4, 1, 8), (0xC612, 1, 4, 0x0401))
    assert admitted(data).format is FORMATS["dng"]


def test_flac_behind_a_long_tag_is_flac() -> None:
    sound = b"fLaC\x80\0\0\x22" + bytes(34) + b"\xff\xf8" + bytes(64)
    assert admitted(b"ID3\x04\0\0\0\x08\0\0" + bytes(1 << 17) + sound).format is FORMATS["flac"]


def test_a_recorder_that_never_filled_in_the_length_is_admitted() -> None:
    data = bytearray(wav())
    data[40:44] = b"\xff\xff\xff\xff"
    assert admitted(bytes(data)).format.name == "wav"


def test_bytes_behind_a_whole_picture_are_no_damage() -> None:
    for kind in ("JPEG", "PNG", "GIF"):
        assert admitted(drawn(kind) + b"PK\x03\x04 appended" * 10).format.name == kind.lower()


def test_a_manifest_chunk_that_runs_past_the_end_leaves_the_picture_admitted() -> None:
    data = drawn("WEBP") + b"C2PA" + struct.pack("<I", 1 << 30) + b"noise"
    assert admitted(data).format.name == "webp"


def test_the_caps_hold_for_a_compressed_header_too() -> None:
    squeezed = zlib.compress(bytes(1000))
    assert admitted(png(100, 100, data=squeezed)).width == 100


def test_every_format_has_a_scan() -> None:
    assert set(_MEASURES) == set(FORMATS)


def test_every_refusal_has_a_sentence_that_its_parameters_fill() -> None:
    cases = [b"", b"?", png(13_000, 13_000), png(0, 1), gif(1, 1, 301), mp4(box(b"free") * (limits.MAX_BOXES + 1))]
    for data in cases:
        found = admit(io.BytesIO(data), len(data))
        assert isinstance(found, Refusal)
        assert "{" not in SENTENCES[found.code].format(**found.params)


def test_the_status_tells_too_large_from_unknown_from_unreadable() -> None:
    codes = [code for code in SENTENCES if code.startswith("refused.")]
    assert {code: http_status(code) for code in codes} == {
        "refused.empty": 400,
        "refused.too_large": 413,
        "refused.too_many_pixels": 413,
        "refused.too_many_frames": 413,
        "refused.unknown_type": 415,
        "refused.too_complex": 422,
        "refused.damaged": 422,
        "refused.active_content": 422,
        "refused.limits_reached": 422,
    }
