"""A newsroom with a key, a camera, and files full of marks that must not leave the house."""

from __future__ import annotations

import io
import struct
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from fractions import Fraction

import av
import numpy as np
from PIL import Image, PngImagePlugin

from fixtures.pki import founded
from provenance.credentials.resigning import Resigner
from provenance.credentials.tests.workshop import Json, created, listed, policy, signed
from provenance.inspection import examine
from provenance.policy import Tier
from provenance.publication.copying import copied
from provenance.publication.keys import FileKey
from provenance.publication.making import made
from provenance.publication.types import ClaimKey, Copy, History, Order
from provenance.types import Report

NOW = datetime.now(UTC)
DESK, MAKER = founded("Newsroom", NOW), founded("Maker", NOW)
SIGNER = DESK.issues("publication desk", NOW)
KEY = FileKey(SIGNER.key, SIGNER.chain_pem)

MARKS = {
    "serial": "SERIAL-5012345", "lens": "LENS-998877", "owner": "Owner Anonymous", "caption": "In the cellar at home",
    "latitude": "52.516275", "xmp": "XMP-DOCUMENT-4711", "iptc": "By-line Anonymous", "comment": "a note of Anonymous",
}  # fmt: skip
"""Words that stand in the files below; none may stand in a copy of them."""

GPS_RATIONALS = struct.pack("<II", 52, 1) + struct.pack("<II", 30, 1) + struct.pack("<II", 5859, 100)
"""Degrees, minutes and seconds as EXIF writes them."""


def exif() -> Image.Exif:
    said = Image.Exif()
    said[0x010F], said[0x0110], said[0x0112] = "Maker", "One", 6
    said[0x013B], said[0x010E] = MARKS["owner"], MARKS["caption"]
    said.get_ifd(0x8769).update({0xA431: MARKS["serial"], 0xA435: MARKS["lens"], 0xA430: MARKS["owner"]})
    said.get_ifd(0x8825).update({1: "N", 2: (52.0, 30.0, 58.59), 3: "E", 4: (13.0, 22.0, 39.0), 29: MARKS["latitude"]})
    return said


def xmp() -> bytes:
    about = f"<rdf:Description xmlns:aux='a' aux:SerialNumber='{MARKS['serial']}' id='{MARKS['xmp']}'/>"
    return f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='r'>{about}</rdf:RDF></x:xmpmeta>".encode()


def scene() -> Image.Image:
    gradient = np.add.outer(np.arange(96), np.arange(128)).astype(np.uint8)
    return Image.fromarray(np.dstack([gradient, gradient[::-1], gradient[:, ::-1]]), "RGB")


def jpeg() -> bytes:
    thumbnail, out = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (32, 24), "red").save(thumbnail, "JPEG", comment=MARKS["comment"].encode())
    scene().save(out, "JPEG", quality=90, exif=exif(), xmp=xmp(), comment=MARKS["comment"].encode())
    said = MARKS["iptc"].encode()
    record = b"\x1c\x02\x50" + struct.pack(">H", len(said)) + said
    block = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record
    plain = out.getvalue()
    return plain[:2] + _segment(0xED, block) + _segment(0xE5, thumbnail.getvalue()) + plain[2:]


def png() -> bytes:
    out, text = io.BytesIO(), PngImagePlugin.PngInfo()
    text.add_text("Author", MARKS["owner"])
    text.add_itxt("XML:com.adobe.xmp", xmp().decode())
    scene().save(out, "PNG", pnginfo=text, exif=exif())
    return out.getvalue()


def webp() -> bytes:
    out = io.BytesIO()
    scene().save(out, "WEBP", exif=exif(), xmp=xmp(), quality=90)
    return out.getvalue()


def tiff() -> bytes:
    out = io.BytesIO()
    scene().save(out, "TIFF", exif=exif(), description=MARKS["caption"], artist=MARKS["owner"])
    return out.getvalue()


def gif() -> bytes:
    out = io.BytesIO()
    scene().convert("P").save(
        out, "GIF", comment=MARKS["comment"].encode(), save_all=True, append_images=[scene().convert("P").rotate(90)]
    )
    return out.getvalue()


def film(kind: str = "mp4") -> bytes:
    return _recording(kind, "libx264", {"x264-params": "annexb=0"})


def sound(kind: str) -> bytes:
    codec = {"wav": "pcm_s16le", "flac": "flac", "mp3": "libmp3lame", "m4a": "aac"}[kind]
    out = io.BytesIO()
    with av.open(out, "w", format={"m4a": "ipod"}.get(kind, kind)) as container:
        _say(container.metadata)
        stream = container.add_stream(codec, rate=8000)
        stream.layout = "mono"
        samples = (np.sin(np.arange(8000) / 9) * 9000).astype(np.int16)[None, :]
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        frame.rate = 8000
        resampler = av.AudioResampler(stream.codec_context.format or "s16", "mono", 8000)
        for ready in resampler.resample(frame):
            ready.pts = None
            container.mux(stream.encode(ready))
        container.mux(stream.encode(None))
    return out.getvalue()


def _recording(kind: str, codec: str, options: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format=kind, options={"movflags": "use_metadata_tags"}) as container:
        _say(container.metadata)
        container.metadata["location"] = f"+{MARKS['latitude']}+13.377702/"
        stream = container.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt, stream.time_base = 128, 96, "yuv420p", Fraction(1, 10)
        stream.metadata["handler_name"] = MARKS["owner"]
        for number in range(10):
            frame = av.VideoFrame.from_image(scene().rotate(number))
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return out.getvalue()


def _say(metadata: dict[str, str]) -> None:
    metadata |= {"artist": MARKS["owner"], "comment": MARKS["comment"], "title": MARKS["caption"]}
    metadata |= {"com.camera.serial": MARKS["serial"]}


def _segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


FILES: Mapping[str, Callable[[], bytes]] = {
    "jpeg": jpeg, "png": png, "webp": webp, "tiff": tiff, "gif": gif, "mp4": film, "mov": lambda: film("mov"),
    "m4a": lambda: sound("m4a"), "mp3": lambda: sound("mp3"), "wav": lambda: sound("wav"),
    "flac": lambda: sound("flac"),
}  # fmt: skip


def photographed() -> bytes:
    """A picture with all marks that a camera signed, its metadata and preview among what it signed."""
    said = {"@context": {}, "tiff:Make": "Maker", "exif:BodySerialNumber": MARKS["serial"]}
    said |= {"dc:creator": MARKS["owner"], "exif:GPSLatitude": MARKS["latitude"]}
    assertions: list[Json] = [
        {"label": "c2pa.metadata", "data": said, "kind": "Json", "created": True},
        {"label": "com.maker.sensors", "data": {"owner": MARKS["owner"], "serial": MARKS["serial"]}},
    ]
    return signed(jpeg(), MAKER.issues("camera", NOW), created(), assertions=assertions)


def copy_here(content: bytes, history: History = History.LEFT_OUT) -> Copy:
    """The copy, made in this process: without the second that a process of its own takes to load everything."""
    order = Order(history.value, KEY.algorithm.value, KEY.chain_pem.decode())
    return made(io.BytesIO(content), order, Resigner(order.algorithm, order.chain, KEY.sign))


def copy_of(content: bytes, history: History, key: ClaimKey = KEY) -> Copy:
    """The copy, made as the site has it made."""
    with tempfile.TemporaryFile() as media:
        media.write(content)
        media.flush()
        media.seek(0)
        return copied(media, key, history)


def report_of(copy: Copy) -> Report:
    whom = policy(listed(Tier.NEWSROOM, DESK), listed(Tier.OFFICIAL, MAKER))
    return examine(io.BytesIO(copy.content), whom, datetime.now(UTC)).report


def marks_in(content: bytes) -> list[str]:
    """Names of the marks that stand in these bytes, in any of the ways that formats write text, and the place."""
    forms = {name: (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")) for name, word in MARKS.items()}
    found = [name for name, written in forms.items() if any(one in content for one in written)]
    place = GPS_RATIONALS in content or GPS_RATIONALS[:16] in content
    return [*found, *(["place"] if place else [])]
