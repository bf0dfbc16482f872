"""Media with planted marks of people, places and cameras, and the search for them in whatever a site keeps.

Every mark in words begins with one prefix, so that a search over everything is one look for it in each spelling; places
and the embedded thumbnail have needles of their own.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import struct
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache

from PIL import ExifTags, Image, PngImagePlugin

from fixtures.cameras import FOUNDED, MAKER
from fixtures.cast import Signer
from fixtures.pki import founded
from fixtures.signing import Manifest, Medium, Studio, action
from provenance.attestation.demo_camera.making import Maker, Plate, camera, maker
from provenance.attestation.demo_camera.shooting import Scene, shot

PREFIX = "ZQ7mark"
LATITUDE = (12, 20, 44.4321)
LATITUDE_NEEDLES = ("12.3456", "12,20,44.4321", "44.4321", "12 20 44", "12/1")
SERIAL_TAGS = (0xA431, 0xA435)
OWNER_TAG = 0xA430


@dataclass(frozen=True)
class Planted:
    """One medium with its sidecar, the name it had on somebody's disk, and every mark in it."""

    name: str
    content: bytes = field(repr=False)
    capture: bytes | None = field(repr=False)
    marks: tuple[str, ...]


def planted(number: int) -> Planted:
    """The medium of this number: pictures of three kinds, one of them signed, and recordings."""
    words = Words(number)
    make = (_jpeg, _signed, _png, _recording)[number % 4]
    content = make(number, words)
    capture = _captured(number, words, content) if number % 3 else None
    name = f"{words('name')}.{('jpg', 'jpg', 'png', 'wav')[number % 4]}"
    return Planted(name, content, capture, tuple(words.said))


class Words:
    """Marks of one medium, noted as they are planted."""

    def __init__(self, number: int) -> None:
        self.number, self.said = number, list[str]()

    def __call__(self, kind: str) -> str:
        mark = f"{PREFIX}-{kind}-{self.number:05}"
        self.said.append(mark)
        return mark


def _picture(number: int) -> Image.Image:
    image = Image.linear_gradient("L").resize((48, 40)).convert("RGB")
    image.putpixel((number % 48, number // 48 % 40), (255, number % 256, 0))
    return image


def _exif(words: Words) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = words("owner")
    exif[ExifTags.Base.Copyright] = words("copyright")
    exif[ExifTags.Base.HostComputer] = words("host")
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    inner[SERIAL_TAGS[0]], inner[SERIAL_TAGS[1]], inner[OWNER_TAG] = words("serial"), words("lens"), words("person")
    inner[ExifTags.Base.MakerNote] = b"Notes\0" + words("note").encode()
    inner[ExifTags.Base.UserComment] = b"ASCII\0\0\0" + words("comment").encode()
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", LATITUDE
    place[ExifTags.GPS.GPSAreaInformation] = b"ASCII\0\0\0" + words("area").encode()
    return exif


def _xmp(words: Words) -> bytes:
    head = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    serial, owner = words("xmp"), words("xmpowner")
    names = f'xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" aux:SerialNumber="{serial}" aux:OwnerName="{owner}"'
    said = f'<rdf:Description rdf:about="" {names}/>'
    return head + said.encode() + b"</rdf:RDF></x:xmpmeta>"


@cache
def thumbnail() -> bytes:
    """The small JPEG that stands inside others, with a comment of its own."""
    out = io.BytesIO()
    Image.radial_gradient("L").resize((32, 24)).save(out, "JPEG", quality=70, comment=f"{PREFIX}-thumbnail".encode())
    return out.getvalue()


def _with_thumbnail(jpeg: bytes) -> bytes:
    """The JPEG with the small one in an application segment, as many cameras lay previews."""
    body = b"PREVIEW\0" + thumbnail()
    return jpeg[:2] + b"\xff\xe5" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def _jpeg(number: int, words: Words) -> bytes:
    out = io.BytesIO()
    _picture(number).save(out, "JPEG", quality=80, exif=_exif(words), comment=words("com").encode(), xmp=_xmp(words))
    return _with_thumbnail(out.getvalue())


def _png(number: int, words: Words) -> bytes:
    texts = PngImagePlugin.PngInfo()
    for name in ("Author", "Comment", "Source"):
        texts.add_itxt(name, words(name.lower()))
    out = io.BytesIO()
    _picture(number).save(out, "PNG", pnginfo=texts, exif=_exif(words))
    return out.getvalue()


def _recording(number: int, words: Words) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(struct.pack("<800h", *((number * 7 + n * 31) % 2000 for n in range(800))))
    said = words("artist").encode() + b"\0"
    tags = b"INFOIART" + struct.pack("<I", len(said)) + said + b"\0" * (len(said) % 2)
    content = out.getvalue() + b"LIST" + struct.pack("<I", len(tags)) + tags
    return content[:4] + struct.pack("<I", len(content) - 8) + content[8:]


@cache
def _signer() -> Signer:
    works = founded("DEMO Camera Works", datetime.now(UTC))
    return Signer("planted", None, works.issues("DEMO Camera One", datetime.now(UTC)), works)


def _signed(number: int, words: Words) -> bytes:
    exif = {
        "@context": {"exif": "http://ns.adobe.com/exif/1.0/", "exifEX": "http://cipa.jp/exif/2.32/"},
        "exif:GPSLatitude": "12,20.74053N",
        "exif:GPSAreaInformation": words("signedarea"),
        "exifEX:BodySerialNumber": words("signedserial"),
        "exifEX:CameraOwnerName": words("signedowner"),
    }
    said = {"label": "stds.exif", "data": exif, "kind": "Json"}
    manifest = Manifest("a picture", "DEMO Camera", (action("c2pa.created", source_type="digitalCapture"),), (said,))
    return Studio("", {}).sign(Medium(_jpeg(number, words), "image/jpeg"), manifest, _signer()).content


def maker_of_planted() -> Maker:
    """The maker of the cameras: a reader may list its root."""
    return maker(MAKER, b"planted", FOUNDED)


def _captured(number: int, words: Words, content: bytes) -> bytes:
    own = camera(maker_of_planted(), Plate(serial=words("body")), number.to_bytes(4), FOUNDED)
    return shot(own, hashlib.sha256(content).digest(), FOUNDED, scene=Scene.ROOM)


def found_in(kept: bytes, media: Sequence[Planted]) -> list[str]:
    """What of the planted marks can be read in these bytes: in clear, re-coded, or as a digest anybody can make."""
    clear = [name for name, needle in needles() if needle in kept]
    digests = {digest for one in media for mark in one.marks for digest in _digests(mark)}
    hashed = digests & {one.lower() for one in re.findall(rb"[0-9a-fA-F]{32,64}", kept)}
    return clear + [one.decode() for one in hashed]


@cache
def needles() -> tuple[tuple[str, bytes], ...]:
    """The spellings of the prefix, the place, and a piece of the thumbnail's picture."""
    scan = thumbnail()[-120:-80]
    places = [(f"place {one}", one.encode()) for one in LATITUDE_NEEDLES if "." in one]
    return (*_spelled(PREFIX.encode()), *places, ("thumbnail", scan), *_in_base64("thumbnail", scan))


def _spelled(word: bytes) -> Iterator[tuple[str, bytes]]:
    text = word.decode()
    yield "in clear", word
    yield "in capitals", text.upper().encode()
    yield "in small letters", text.lower().encode()
    yield "in UTF-16", text.encode("utf-16-le")
    yield "in UTF-16 turned", text.encode("utf-16-be")
    yield "in hex", word.hex().encode()
    yield "in hex capitals", word.hex().upper().encode()
    yield "turned round", word[::-1]
    yield from _in_base64("words", word)


def _in_base64(name: str, word: bytes) -> Iterator[tuple[str, bytes]]:
    """A word in base64 has three forms, by where it begins; what its neighbours change is cut off."""
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + word)
        inner = coded[(8 * before + 5) // 6 : len(coded) - 4]
        yield f"{name} in base64 {before}", inner
        yield f"{name} in base64 of addresses {before}", inner.replace(b"+", b"-").replace(b"/", b"_")


def _digests(mark: str) -> Iterator[bytes]:
    for name in ("md5", "sha1", "sha256", "blake2s"):
        yield hashlib.new(name, mark.encode()).hexdigest().encode()
