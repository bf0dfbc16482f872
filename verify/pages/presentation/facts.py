"""What the bytes are: type, size, measures, fingerprint, and how long they stay."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from provenance.formats import FORMATS
from provenance.types import Media

GROUP = 8  # characters of a digest between spaces: what an eye can compare at once


@dataclass(frozen=True, slots=True)
class Facts:
    """The exhibit label under the preview; an empty text where something is not known."""

    kind: str
    type: str
    size: str
    measures: str
    digest: str
    digest_groups: tuple[str, ...]


def facts(media: Media) -> Facts:
    """Return the facts of a file; pixels and seconds only where something decoded them."""
    digest = media.sha256 or ""
    kind, name = _kind_and_name(media.type)
    return Facts(
        kind=kind,
        type=name,
        size=filesizeformat(media.bytes) if media.bytes is not None else "",
        measures=_measures(media),
        digest=digest,
        digest_groups=tuple(digest[start : start + GROUP] for start in range(0, len(digest), GROUP)),
    )


def _kind_and_name(mime: str | None) -> tuple[str, str]:
    found = next((known for known in FORMATS.values() if mime in {known.mime, known.name}), None)
    return (found.kind, found.label) if found else ("file", mime or _("not recognised"))


def _measures(media: Media) -> str:
    parts = []
    if media.width and media.height:
        parts.append(
            _("%(w)s × %(h)s pixels")
            % {
                "w": number_format(media.width, force_grouping=True),
                "h": number_format(media.height, force_grouping=True),
            }
        )
    if media.duration_s is not None:
        parts.append(_("%(seconds)s seconds") % {"seconds": number_format(media.duration_s, decimal_pos=1)})
    return ", ".join(parts)
