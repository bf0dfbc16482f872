"""Claims in XMP (ISO 16684-1), among them the IPTC digital source type and the AIGC label."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from provenance.claims import aigc, limits
from provenance.claims.notes import Notes

_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_NAMESPACES: Final = {
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "aux": "http://ns.adobe.com/exif/1.0/aux/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "iptc": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
_AIGC: Final = "{http://www.tc260.org.cn/ns/AIGC/1.0/}AIGC"
_PROPERTIES: Final = {
    "xmp:CreateDate": "created_at",
    "xmp:ModifyDate": "modified_at",
    "xmp:CreatorTool": "software",
    "dc:title": "title",
    "dc:description": "caption",
    "dc:creator": "creator",
    "dc:rights": "copyright",
    "tiff:Make": "camera_make",
    "tiff:Model": "camera_model",
    "tiff:Software": "software",
    "exif:DateTimeOriginal": "captured_at",
    "exif:GPSLatitude": "latitude",
    "exif:GPSLongitude": "longitude",
    "aux:SerialNumber": "camera_serial",
    "aux:LensSerialNumber": "lens_serial",
    "aux:OwnerName": "owner",
    "aux:Lens": "lens_model",
    "photoshop:DateCreated": "captured_at",
    "photoshop:Headline": "headline",
    "photoshop:Credit": "credit",
    "photoshop:Source": "source",
    "photoshop:City": "city",
    "photoshop:Country": "country",
    "iptc:DigitalSourceType": "digital_source_type",
    "iptc:DigitalSourcetype": "digital_source_type",
    "iptc:AISystemUsed": "ai_system",
}
_NAMES: Final = {
    f"{{{_NAMESPACES[prefix]}}}{local}": name
    for prefix, local, name in ((*key.split(":"), name) for key, name in _PROPERTIES.items())
}
_OPENING: Final = b"<x:xmpmeta"
_CLOSING: Final = b"</x:xmpmeta>"


def read(packet: str | bytes, notes: Notes) -> None:
    """Note what an XMP packet says; one that is too long, broken, or declares entities says nothing."""
    raw = packet.encode("utf-8", "replace") if isinstance(packet, str) else bytes(packet)
    if not raw or len(raw) > limits.XMP_BYTES:
        return
    try:
        root = fromstring(raw.strip(b"\0 \r\n\t"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return
    for name, value in _properties(root):
        if name == _AIGC:
            aigc.read(value, notes)
        elif name in _NAMES:
            notes.add("xmp", _NAMES[name], value)


def _properties(root: Element) -> Iterator[tuple[str, str]]:
    """Give (qualified name, text) of every property of every description in the packet."""
    for description in root.iter(f"{_RDF}Description"):
        yield from description.attrib.items()
        for child in description:
            yield child.tag, _value(child)


def _value(element: Element) -> str:
    entries = [entry.text or "" for container in element for entry in container.iter(f"{_RDF}li")]
    linked = element.get(f"{_RDF}resource", "")
    return ", ".join(entries[: limits.LIST_ENTRIES]) or (element.text or "").strip() or linked


def find_packet(source: BinaryIO, size: int) -> bytes:
    """Give the first XMP packet at either end of a file whose format is not opened for its metadata."""
    half = limits.XMP_SEARCHED
    for start in sorted({0, max(size - half, 0)}):
        source.seek(start)
        block = source.read(half)
        at = block.find(_OPENING)
        end = block.find(_CLOSING, at)
        if 0 <= at < end:
            return block[at : end + len(_CLOSING)]
    return b""
