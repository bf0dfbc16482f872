"""The formats that are read, grouped by kind, with what is read of each."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.formats import FORMATS, Format
from verify.pages.presentation.caps import caps
from verify.pages.presentation.words import Words

KINDS: dict[str, Words] = {
    "image": gettext_lazy("Pictures"),
    "video": gettext_lazy("Video"),
    "audio": gettext_lazy("Sound"),
    "document": gettext_lazy("Documents and drawings"),
    "sidecar": gettext_lazy("Detached credentials"),
}
DRAWN = gettext_lazy("decoded whole, drawn anew without metadata")
FIRST = gettext_lazy("first picture decoded, drawn anew without metadata")
HEADER = gettext_lazy("not made; size and length from the header")
NO_DECODER = gettext_lazy("not made: nothing here draws it")
# The same as docs/formats.md says at more length.
PREVIEWS: dict[str, Words] = {
    **dict.fromkeys(("jpeg", "png", "heic", "heif"), DRAWN),
    **dict.fromkeys(("webp", "avif", "gif", "tiff"), FIRST),
    **dict.fromkeys(("mp4", "mov", "avi", "m4a", "mp3", "wav", "flac"), HEADER),
    **dict.fromkeys(("jxl", "svg", "pdf"), NO_DECODER),
    "dng": gettext_lazy("raw data is not developed; the preview inside is shown"),
    "c2pa": gettext_lazy("not made"),
}
PHOTOGRAPH = "EXIF, XMP, IPTC, AIGC"
CLAIMS: dict[str, Words] = {
    **dict.fromkeys(("jpeg", "tiff", "dng"), PHOTOGRAPH),
    **dict.fromkeys(("png", "webp", "avif", "heic", "heif"), "EXIF, XMP, AIGC"),
    **dict.fromkeys(("gif", "jxl", "svg", "pdf"), "XMP"),
    **dict.fromkeys(("mp4", "mov", "avi", "m4a", "mp3", "wav", "flac"), gettext_lazy("container, XMP, AIGC")),
    "c2pa": gettext_lazy("nothing"),
}


@dataclass(frozen=True, slots=True)
class FormatRow:
    """One format and what is read of it."""

    label: str
    mime: str
    credentials: Words
    preview: Words
    claims: Words


@dataclass(frozen=True, slots=True)
class FormatGroup:
    """The formats of one kind, with their largest size in words."""

    kind: str
    title: Words
    limit: str
    formats: tuple[FormatRow, ...]


def format_groups() -> tuple[FormatGroup, ...]:
    """Return every format of the library's table, each in its group."""
    sizes = caps()
    return tuple(
        FormatGroup(kind, title, _("up to %(size)s") % {"size": sizes[kind]}, _rows(kind))
        for kind, title in KINDS.items()
    )


def _rows(kind: str) -> tuple[FormatRow, ...]:
    return tuple(_row(one) for one in FORMATS.values() if one.kind == kind)


def _row(one: Format) -> FormatRow:
    credentials = _("read together with its file") if one.kind == "sidecar" else _("read")
    return FormatRow(one.label, one.mime, credentials, PREVIEWS[one.name], CLAIMS[one.name])
