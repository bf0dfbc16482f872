from __future__ import annotations

import io
import random
import struct

import pytest

from provenance.formats import FORMATS, HEAD_BYTES, recognise
from provenance.gate.tests.material import (
    bad_media,
    box,
    drawn,
    mp4,
    need_corpus,
    ordinary_files,
    png,
    png_chunk,
    riff,
    signed_files,
    wav,
)
from provenance.marks import Marks, has_c2pa_marks

STORE_TYPE = bytes.fromhex("6332706100110010800000aa00389b71")
STORE = box(b"jumb", box(b"jumd", STORE_TYPE + b"\x03c2pa\0"))
UUID_BOX = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
NOISE = random.Random(7).randbytes(300)
LINK = b'<x:xmpmeta dcterms:provenance="https://example.org/manifest.c2pa"/>'
LEFT_OVER = b'<x:xmpmeta dcterms:provenance="self#jumbf=/c2pa/urn:uuid:1"/>'


def marks(data: bytes) -> Marks:
    found = recognise(data[:HEAD_BYTES])
    assert found is not None
    return has_c2pa_marks(io.BytesIO(data), found)


def jpeg_with(segment: bytes, marker: int = 0xEB) -> bytes:
    data = drawn("JPEG")
    return data[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(segment) + 2) + segment + data[2:]


def tiff_with(tag: int) -> bytes:
    entries = [(256, 4, 1, 8), (257, 4, 1, 8), (tag, 7, 4, 0)]
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + body + bytes(4)


GEOB = b"GEOB" + bytes(6) + b"\0application/x-c2pa-manifest-store\0c2pa\0\0" + NOISE
ID3 = b"ID3\x04\0\0\0\0\x04\0" + GEOB.ljust(512, b"\0")


@pytest.mark.parametrize(
    "data",
    [
        jpeg_with(b"JP\0\1\0\0\0\1" + STORE),
        jpeg_with(b"JP\0\1\0\0\0\1" + b"\0\0\0\x07jumb" + NOISE),
        jpeg_with(b"JP\0\1\0\0\0\1" + b"\xff\xff\xff\xffjumb"),
        png(8, 8, png_chunk(b"caBX", NOISE)),
        drawn("WEBP") + b"C2PA\xff\xff\xff\x7f" + NOISE,
        wav((b"C2PA", NOISE)),
        riff(b"AVI ", (b"LIST", b"movi"), (b"C2PA", NOISE)),
        mp4(box(b"uuid", UUID_BOX + NOISE)),
        b"\0\0\0\x0cJXL \r\n\x87\n" + box(b"jumb", NOISE),
        drawn("GIF")[:-1] + b"\x21\xff\x0bC2PA_GIF\1\0\0" + NOISE[:1] + b"\0;",
        tiff_with(0xCD41),
        ID3 + b"\xff\xfb\x90\0" * 200,
        ID3 + b"fLaC",
        b"<svg><metadata><c2pa:manifest>!!</c2pa:manifest></metadata></svg>",
        b"%PDF-1.7\n1 0 obj<</AFRelationship/C2PA_Manifest>>endobj",
        STORE,
    ],
)
def test_a_store_in_its_place_is_found_even_if_it_is_noise(data: bytes) -> None:
    assert marks(data).embedded


@pytest.mark.parametrize(
    "data",
    [
        drawn("JPEG")[:40] + STORE,
        drawn("PNG")[:33] + b"\xff\xff\xff\xffcaBY" + STORE,
        b"RIFF\0\0\0\0WEBPVP8 \xff\xff\xff\x7f" + bytes(500) + STORE,
        b"\0\0\0\x1cftypisom" + bytes(20) + b"\0\0\0\x02uuid" + UUID_BOX + NOISE,
        mp4()[:40] + STORE,
        wav()[:44] + bytes(5 << 20) + STORE,
    ],
)
def test_a_store_in_a_broken_structure_is_found_by_its_bytes(data: bytes) -> None:
    assert marks(data) == Marks(embedded=True, remote_hint=False, where="bytes")


@pytest.mark.parametrize("place", [(1 << 20) - 8, (1 << 20) - 4, (1 << 20), (1 << 20) + 3])
def test_a_type_number_across_two_blocks_is_found(place: int) -> None:
    assert marks(drawn("JPEG").ljust(place, b"\0") + STORE_TYPE).embedded


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF"])
def test_a_plain_picture_has_no_marks(kind: str) -> None:
    assert marks(drawn(kind)) == Marks(embedded=False, remote_hint=False, where="")


@pytest.mark.parametrize(
    "data",
    [
        jpeg_with(b"JP\0\1\0\0\0\1" + box(b"jumb", box(b"jumd", b"json" + STORE_TYPE[4:] + b"\3other\0"))),
        jpeg_with(b"c2pa jumb content credentials caBX C2PA_GIF", 0xFE),
        png(8, 8, png_chunk(b"tEXt", b"Comment\0c2pa:manifest application/c2pa")),
        mp4(box(b"uuid", NOISE)),
        mp4(box(b"mdat", STORE)),
    ],
)
def test_words_and_boxes_of_others_are_no_marks(data: bytes) -> None:
    """Among them a store inside media data of a film: that is somebody's content, not this file's credentials."""
    assert not marks(data).embedded


def test_a_link_to_a_store_elsewhere_is_a_hint() -> None:
    found = marks(jpeg_with(b"http://ns.adobe.com/xap/1.0/\0" + LINK, 0xE1))
    assert found == Marks(embedded=False, remote_hint=True, where="xmp")


def test_a_reference_to_a_store_that_was_taken_out_is_not_a_store() -> None:
    found = marks(jpeg_with(b"http://ns.adobe.com/xap/1.0/\0" + LEFT_OVER, 0xE1))
    assert found == Marks(embedded=False, remote_hint=False, where="xmp")


def test_no_bytes_raise_for_any_format() -> None:
    chance = random.Random(3)
    seeds = [drawn("JPEG"), drawn("PNG"), drawn("TIFF"), mp4(), wav(), b"II*\0\x08\0\0\0" + bytes(40), ID3]
    for _ in range(400):
        data = bytearray(chance.choice(seeds))
        data[chance.randrange(len(data))] = chance.randrange(256)
        for format_ in FORMATS.values():
            assert isinstance(has_c2pa_marks(io.BytesIO(data), format_), Marks)


@pytest.mark.corpus
def test_every_bad_manifest_of_the_corpus_leaves_marks() -> None:
    wanted = [path for path, expect in bad_media().items() if expect in ("manifest-malformed", "never-valid")]
    missed = [path.name for path in wanted if not marks(path.read_bytes()).embedded]
    assert len(wanted) > 15
    assert missed == []


@pytest.mark.corpus
def test_files_without_a_store_have_no_marks_and_signed_ones_have() -> None:
    without = {"no_manifest", "no_manifest_stripped", "remote_manifest_only"}
    found = {path: (kind, marks(path.read_bytes())) for path, kind in signed_files().items()}
    wrong = [
        path.name
        for path, (kind, seen) in found.items()
        if kind != "unreadable_or_malformed" and seen.embedded == (kind in without)
    ]
    assert wrong == []
    assert all(seen.remote_hint for kind, seen in found.values() if kind == "remote_manifest_only")


@pytest.mark.corpus
def test_ordinary_photographs_have_no_marks() -> None:
    need_corpus()
    assert [path.name for path in ordinary_files() if marks(path.read_bytes()).embedded] == []
