from __future__ import annotations

import pytest

from provenance.formats import FORMATS, HEAD_BYTES, recognise
from provenance.gate.tests.material import box, drawn, mp4, need_corpus, png, wav

MP3_FRAME = b"\xff\xfb\x90\x00" + bytes(413)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (drawn("JPEG"), "jpeg"),
        (png(1, 1), "png"),
        (drawn("WEBP"), "webp"),
        (drawn("AVIF"), "avif"),
        (drawn("GIF"), "gif"),
        (drawn("TIFF"), "tiff"),
        (b"II+\0\x08\0\0\0", "tiff"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "jxl"),
        (b"\xff\x0a\x00", "jxl"),
        (mp4(), "mp4"),
        (box(b"ftyp", b"qt  \0\0\0\0qt  "), "mov"),
        (box(b"ftyp", b"M4A \0\0\0\0isom"), "m4a"),
        (box(b"ftyp", b"heic\0\0\0\0mif1heic"), "heic"),
        (box(b"ftyp", b"mif1\0\0\0\0mif1heic"), "heic"),
        (box(b"ftyp", b"mif1\0\0\0\0avifmif1"), "avif"),
        (box(b"ftyp", b"mif1\0\0\0\0mif1"), "heif"),
        (box(b"ftyp", b"zzzz\0\0\0\0mp42"), "mp4"),
        (b"RIFF\0\0\0\0AVI LIST", "avi"),
        (wav(), "wav"),
        (b"ID3\x04\0\0\0\0\0\0" + MP3_FRAME, "mp3"),
        (MP3_FRAME * 2, "mp3"),
        (b"fLaC\0\0\0\x22", "flac"),
        (b"ID3\x04\0\0\0\0\0\0fLaC", "flac"),
        (b"%PDF-1.7\n", "pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a - b --><!DOCTYPE svg>\n<svg:svg/>", "svg"),
    ],
)
def test_each_type_is_recognised(head: bytes, name: str) -> None:
    assert recognise(head[:HEAD_BYTES]) is FORMATS[name]


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xff\xd8",
        bytes(4096),
        b"<html><svg/></html>",
        b"<!-- <svg> --><html>",
        b"<svgx/>",
        b"%!PS-Adobe-3.0 EPSF-3.0",
        b"#EXTM3U\n#EXTINF:1,\nfile:///x",
        b"P6 99999 99999 255\n",
        b"\0\0\0\x0cjP  \r\n\x87\n",
        b"PK\x03\x04",
        b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n",
        b"ffconcat version 1.0\nfile x",
        b"\0\0\0\x14ftypjp2 \0\0\0\0jp2 ",
        b"RIFF\0\0\0\0CDXA",
        b"\xff\xf1\x50\x80" + bytes(60),
        b"\xff\xfb\x90\x00" + b"not a second frame" * 100,
    ],
)
def test_everything_else_is_unknown(head: bytes) -> None:
    assert recognise(head) is None


def test_a_wrong_name_changes_nothing() -> None:
    path = need_corpus() / "c2pa/files/contentauth__c2pa-python__file_with_wrong_extension.xyz.jpg"
    assert recognise(path.read_bytes()[:HEAD_BYTES]) is FORMATS["jpeg"]


def test_every_format_that_c2pa_is_given_is_known_to_it() -> None:
    c2pa = pytest.importorskip("c2pa")
    known = set(c2pa.Reader.get_supported_mime_types())
    assert {one.mime for one in FORMATS.values()} <= known
