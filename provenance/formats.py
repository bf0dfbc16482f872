"""What kind of file some bytes are: decided by their content alone, never by a name or a declared type.

Pure Python over a bounded head, so that the web process may use it; nothing here decodes anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["image", "video", "audio", "document", "sidecar"]

HEAD_BYTES: Final = 65_536
"""How much of a file `recognise` looks at: an SVG prolog with comments, or an ID3 tag without a picture, fits."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file that Firstlight reads; `mime` is the name under which c2pa knows it."""

    name: str
    mime: str
    kind: Kind
    label: str


_ALL = (
    Format("jpeg", "image/jpeg", "image", "JPEG"),
    Format("png", "image/png", "image", "PNG"),
    Format("webp", "image/webp", "image", "WebP"),
    Format("avif", "image/avif", "image", "AVIF"),
    Format("heic", "image/heic", "image", "HEIC"),
    Format("heif", "image/heif", "image", "HEIF"),
    Format("gif", "image/gif", "image", "GIF"),
    Format("tiff", "image/tiff", "image", "TIFF"),
    Format("jxl", "image/jxl", "image", "JPEG XL"),
    Format("dng", "image/x-adobe-dng", "image", "DNG"),
    Format("svg", "image/svg+xml", "document", "SVG"),
    Format("mp4", "video/mp4", "video", "MP4"),
    Format("mov", "video/quicktime", "video", "QuickTime"),
    Format("m4a", "audio/mp4", "audio", "M4A"),
    Format("avi", "video/avi", "video", "AVI"),
    Format("mp3", "audio/mpeg", "audio", "MP3"),
    Format("wav", "audio/wav", "audio", "WAV"),
    Format("flac", "audio/flac", "audio", "FLAC"),
    Format("pdf", "application/pdf", "document", "PDF"),
    Format("c2pa", "application/c2pa", "sidecar", "C2PA manifest"),
)
FORMATS: Final[dict[str, Format]] = {one.name: one for one in _ALL}

C2PA_STORE_UUID: Final = bytes.fromhex("6332706100110010800000aa00389b71")
"""Type of the outermost JUMBF box of a manifest store (C2PA specification, section 11.1)."""

_SIGNATURES: Final = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", "jxl"),
    (b"\xff\x0a", "jxl"),
    (b"%PDF-", "pdf"),
    (b"fLaC", "flac"),
)
_RIFF_TYPES: Final = {b"WEBP": "webp", b"AVI ": "avi", b"WAVE": "wav"}
_BRANDS: Final = {
    **dict.fromkeys((b"avif", b"avis"), "avif"),
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"), "heic"),
    **dict.fromkeys((b"M4A ", b"M4B "), "m4a"),
    b"qt  ": "mov",
    **dict.fromkeys((b"isom", b"mp41", b"mp42", b"mp71", b"avc1", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6"), "mp4"),
    **dict.fromkeys((b"iso7", b"iso8", b"iso9", b"dash", b"M4V ", b"MSNV", b"f4v ", b"cmfc", b"cmf2", b"XAVC"), "mp4"),
    **dict.fromkeys((b"3gp4", b"3gp5", b"3gp6", b"3g2a"), "mp4"),
}
_GENERIC_STILL: Final = (b"mif1", b"msf1", b"mif2")
_OLD_QUICKTIME: Final = (b"moov", b"mdat", b"wide")
# A root element after at most a BOM, an XML declaration, comments, a DOCTYPE, processing instructions and blanks.
_SVG: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s++|<\?[^>]*+>|<!--(?:[^-]|-(?!->))*+-->|<!DOCTYPE\s[^>\[]*+(?:\[[^\]]*+\]\s*+)?>)*+"
    rb"<(?:svg|[A-Za-z_][\w.-]{0,30}:svg)[\s/>]"
)
_BITRATES_MPEG1: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BITRATES_MPEG2: Final = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES: Final = (44_100, 48_000, 32_000)


def recognise(head: bytes) -> Format | None:
    """Name the format of a file from its first bytes, or None.

    `head` is up to HEAD_BYTES long. A DNG whose directory lies further on reads as `tiff`, and an ID3 tag that
    fills the head as `mp3`; `gate.admit` looks further and settles both.
    """
    name = _by_signature(head) or _by_container(head) or _by_audio(head) or _by_text(head)
    return FORMATS[name] if name else None


def _by_signature(head: bytes) -> str | None:
    return next((name for magic, name in _SIGNATURES if head.startswith(magic)), None)


def _by_container(head: bytes) -> str | None:
    if head[:4] == b"RIFF":
        return _RIFF_TYPES.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _by_brand(head[8:12], head[16 : min(int.from_bytes(head[:4], "big"), 256)])
    if head[4:8] == b"jumb" and head[12:16] == b"jumd" and head[16:32] == C2PA_STORE_UUID:
        return "c2pa"
    if head[4:8] in _OLD_QUICKTIME and int.from_bytes(head[:4], "big") != 0:
        return "mov"
    return None


def _by_brand(major: bytes, listed: bytes) -> str | None:
    brands = [listed[at : at + 4] for at in range(0, len(listed), 4)]
    if major in _GENERIC_STILL:
        return next((_BRANDS[one] for one in brands if _BRANDS.get(one) in ("avif", "heic")), "heif")
    return _BRANDS.get(major) or next((_BRANDS[one] for one in brands if one in _BRANDS), None)


def _by_audio(head: bytes) -> str | None:
    if head[:3] == b"ID3" and len(head) >= 10:
        return "flac" if head[id3_length(head) :][:4] == b"fLaC" else "mp3"
    return "mp3" if is_mp3_stream(head) else None


def _by_text(head: bytes) -> str | None:
    return "svg" if _SVG.match(head) else None


def id3_length(head: bytes) -> int:
    """Give the length in bytes of the ID3v2 tag at the start of `head`, its own header and footer included."""
    sizes = head[6:10]
    body = sum((byte & 0x7F) << shift for byte, shift in zip(sizes, (21, 14, 7, 0), strict=False))
    return body + (20 if len(head) > 5 and head[5] & 0x10 else 10)


def is_mp3_stream(data: bytes) -> bool:
    """Say whether `data` starts with an MPEG layer III frame that another one follows (or that fills it)."""
    first = mp3_frame_length(data[:4])
    if not first:
        return False
    return len(data) <= first + 4 or mp3_frame_length(data[first : first + 4]) is not None


def mp3_frame_length(header: bytes) -> int | None:
    """Give the length in bytes of an MPEG layer III frame from its four header bytes, or None (ISO 11172-3)."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2 or header[1] & 0x18 == 0x08:
        return None
    rate, row = header[2] >> 2 & 3, header[2] >> 4
    if rate == 3 or row in (0, 15):
        return None
    mpeg1 = header[1] & 0x18 == 0x18
    kbps = (_BITRATES_MPEG1 if mpeg1 else _BITRATES_MPEG2)[row]
    hertz = _RATES[rate] // {0x18: 1, 0x10: 2, 0x00: 4}[header[1] & 0x18]
    return (144 if mpeg1 else 72) * kbps * 1000 // hertz + (header[2] >> 1 & 1)
