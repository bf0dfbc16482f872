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
WITHOUT_PREVIEW = frozenset({"jxl", "svg", "pdf", "c2pa"})


@dataclass(frozen=True, slots=True)
class FormatRow:
    """One format and what is read of it."""

    label: str
    mime: str
    credentials: Words
    preview: Words


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
    preview = _("not made") if one.name in WITHOUT_PREVIEW or one.kind == "audio" else _("made anew, without metadata")
    return FormatRow(one.label, one.mime, _("read"), preview)
