from __future__ import annotations

import io
import json
import random
import time
import zlib

import pytest
from PIL import Image, PngImagePlugin

from provenance.claims import limits, read_claims
from provenance.gate import Admission, admit
from provenance.gate.tests.material import admitted, bad_media, drawn, mp4, png, png_chunk, signed_files
from provenance.types import Claim

LABEL = {"Label": "1", "ContentProducer": "A company", "ProduceID": "p-1", "ReservedCode1": "sig", "PropagateID": "q"}
RDF = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
    'xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/" {attributes}>{elements}</rdf:Description></rdf:RDF></x:xmpmeta>'
)


def claims_of(data: bytes) -> set[tuple[str, str, str]]:
    return {(one.source, one.name, one.value) for one in read_claims(io.BytesIO(data), admitted(data))}


def xmp(attributes: str = "", elements: str = "") -> bytes:
    return RDF.format(attributes=attributes, elements=elements).encode()


def exif() -> Image.Exif:
    found = Image.Exif()
    found[0x010F], found[0x0110], found[0x0131] = "Nikon", "Z 6", "Ver.02.00"
    detail = found.get_ifd(0x8769)
    detail[0x9003], detail[0xA431], detail[0xA430] = "2024:05:01 12:00:00", "SN123", "An owner"
    place = found.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (48.0, 30.0, 0.0), "E", (2.0, 0.0, 36.0)
    return found


EXIF_CLAIMS = {
    ("exif", "camera_make", "Nikon"),
    ("exif", "camera_model", "Z 6"),
    ("exif", "software", "Ver.02.00"),
    ("exif", "captured_at", "2024:05:01 12:00:00"),
    ("exif", "camera_serial", "SN123"),
    ("exif", "owner", "An owner"),
    ("exif", "latitude", "48.50000 N"),
    ("exif", "longitude", "2.01000 E"),
}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_exif_is_read(kind: str) -> None:
    assert claims_of(drawn(kind, exif=exif().tobytes())) >= EXIF_CLAIMS


def test_exif_behind_the_picture_data_of_a_png_is_read() -> None:
    data = png(8, 8)
    late = png_chunk(b"eXIf", exif().tobytes()[6:])
    assert claims_of(data[:-12] + late + data[-12:]) >= EXIF_CLAIMS


def packet() -> bytes:
    lists = "<dc:creator><rdf:Seq><rdf:li>One</rdf:li><rdf:li>Two</rdf:li></rdf:Seq></dc:creator>"
    caption = '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">A caption</rdf:li></rdf:Alt></dc:description>'
    kind = "<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/x/trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>"
    return xmp('xmp:CreatorTool="A tool" photoshop:Credit="A credit"', lists + caption + kind)


XMP_CLAIMS = {
    ("xmp", "software", "A tool"),
    ("xmp", "credit", "A credit"),
    ("xmp", "creator", "One, Two"),
    ("xmp", "caption", "A caption"),
    ("xmp", "digital_source_type", "http://cv.iptc.org/x/trainedAlgorithmicMedia"),
}


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF", "TIFF", "HEIF"])
def test_xmp_is_read(kind: str) -> None:
    options = {"tiffinfo": {700: packet()}} if kind == "TIFF" else {"xmp": packet()}
    assert claims_of(drawn(kind, **options)) >= XMP_CLAIMS


@pytest.mark.parametrize("packed", [False, True])
def test_xmp_in_a_png_is_read(packed: bool) -> None:
    text = PngImagePlugin.PngInfo()
    text.add_itxt("XML:com.adobe.xmp", packet().decode(), zip=packed)
    assert claims_of(drawn("PNG", pnginfo=text)) >= XMP_CLAIMS


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\nstream\n" + packet() + b"\nendstream",
        b"<svg>" + packet() + b"</svg>",
        drawn("GIF") + packet(),
    ],
)
def test_xmp_is_found_in_files_that_are_not_opened_for_it(data: bytes) -> None:
    assert claims_of(data) >= XMP_CLAIMS


def test_iptc_records_are_read() -> None:
    record = b"\x1c\x02\x6e\x00\x06Agency\x1c\x02\x37\x00\x0820240501"
    resource = b"8BIM\x04\x04\0\0" + len(record).to_bytes(4, "big") + record + b"\0" * (len(record) & 1)
    body = b"Photoshop 3.0\0" + resource
    data = drawn("JPEG")
    segment = b"\xff\xed" + (len(body) + 2).to_bytes(2, "big") + body
    found = claims_of(data[:2] + segment + data[2:])
    assert found >= {("iptc", "credit", "Agency"), ("iptc", "captured_at", "20240501")}


def in_comment(label: str) -> bytes:
    found = Image.Exif()
    found.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0" + label.encode()
    return drawn("JPEG", exif=found)


def in_text(label: str) -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("AIGC", label)
    return drawn("PNG", pnginfo=text)


def in_xmp(label: str) -> bytes:
    return drawn("JPEG", xmp=xmp(elements=f"<TC260:AIGC>{label}</TC260:AIGC>"))


@pytest.mark.parametrize("place", [in_comment, in_text, in_xmp])
@pytest.mark.parametrize("label", [LABEL, {"AIGC": LABEL}, {"AIGC": json.dumps(LABEL)}])
def test_the_label_of_chinese_law_is_read_wherever_it_is_put(place: object, label: dict[str, object]) -> None:
    assert callable(place)
    assert claims_of(place(json.dumps(label))) >= {
        ("aigc", "ai_label", "1 (AI-generated)"),
        ("aigc", "ai_producer", "A company"),
        ("aigc", "ai_produce_id", "p-1"),
        ("aigc", "ai_producer_code", "sig"),
        ("aigc", "ai_propagate_id", "q"),
    }


@pytest.mark.parametrize("label", ["[]", "{", '{"Other": 1}', "1", '{"AIGC": 3}', "{" * 9000, '{"Label": {"a": 1}}'])
def test_other_json_is_no_label(label: str) -> None:
    assert not any(source == "aigc" for source, _, _ in claims_of(in_text(label)))


def test_values_are_one_clean_short_line() -> None:
    found = Image.Exif()
    found[0x010E] = "a\u202eb\x07c\nd" + "x" * 5_000
    (value,) = {value for _, name, value in claims_of(drawn("JPEG", exif=found)) if name == "caption"}
    assert value.isprintable()
    assert len(value) == limits.VALUE


def test_a_broken_source_hides_no_other() -> None:
    data = drawn("JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff", xmp=packet())
    assert claims_of(data) >= XMP_CLAIMS


@pytest.mark.parametrize(
    "bomb",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + xmp(elements="<dc:title>&b;</dc:title>"),
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd">' + packet(),
        b"<a>" * 200_000,
        packet() + b" " * limits.XMP_BYTES,
        b"\xff\xfe\0",
    ],
)
def test_a_hostile_packet_says_nothing(bomb: bytes) -> None:
    chunk = png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + bomb)
    assert claims_of(png(8, 8, chunk)) == set()


def test_a_packed_bomb_is_unpacked_no_further_than_a_packet_may_be_long() -> None:
    bomb = zlib.compress(bytes(100_000_000), 9)
    data = png(8, 8, png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + bomb))
    started = time.process_time()
    assert claims_of(data) == set()
    # Unpacking all of it takes several times this; the cap takes a hundredth.
    assert time.process_time() - started < 5


def test_the_number_of_claims_is_capped() -> None:
    repeated = "".join(f'<rdf:Description xmp:CreatorTool="tool {at}"/>' for at in range(500))
    packet_ = xmp().replace(b"</rdf:RDF>", repeated.replace("xmp:", "q:").encode() + b"</rdf:RDF>")
    packet_ = packet_.replace(b"<rdf:RDF ", b'<rdf:RDF xmlns:q="http://ns.adobe.com/xap/1.0/" ')
    assert len(claims_of(drawn("GIF") + packet_)) == limits.CLAIMS


def test_no_mutation_raises() -> None:
    chance = random.Random(9)
    for data in (
        drawn("JPEG", exif=exif(), xmp=packet()),
        drawn("TIFF", exif=exif()),
        drawn("WEBP", exif=exif()),
        mp4(),
    ):
        admission = admitted(data)
        for _ in range(150):
            changed = bytearray(data)
            for _ in range(chance.randint(1, 8)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            assert all(isinstance(one, Claim) for one in read_claims(io.BytesIO(changed), admission))


@pytest.mark.corpus
def test_every_file_of_the_corpus_is_answered() -> None:
    for path in [*bad_media(), *signed_files()]:
        data = path.read_bytes()
        admission = admit(io.BytesIO(data), len(data))
        if isinstance(admission, Admission):
            assert len(read_claims(io.BytesIO(data), admission)) <= limits.CLAIMS


@pytest.mark.corpus
def test_a_phone_picture_of_the_corpus_claims_its_phone() -> None:
    path = next(path for path in signed_files() if path.name == "derived-pixel-b-tampered.jpg")
    found = claims_of(path.read_bytes())
    assert {("exif", "camera_make", "Google"), ("exif", "camera_model", "Pixel 10")} <= found
