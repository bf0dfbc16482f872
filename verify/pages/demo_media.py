"""The demo media beside the box: read from what the fixtures wrote, in DEMO only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from provenance.formats import FORMATS

SUFFIX = ".capture"
"""Of a capture sidecar, after the whole name of the file that it is for."""

KIND_OF_SUFFIX = {
    ".jpg": "image",
    ".heif": "image",
    ".tif": "image",
    **{f".{one.name}": one.kind for one in FORMATS.values()},
}


@dataclass(frozen=True, slots=True)
class DemoMedium:
    """One demo file with its title and story; `capture` is what a camera signed beside it, None where none did.

    `headline` is what everybody is told, `desk` what the demo's own desk is told instead, empty where that is the same.
    """

    name: str
    title: str
    story: str
    kind: str
    path: Path
    capture: Path | None = None
    preview: Path | None = None
    headline: str = ""
    desk: str = ""


def demo_media() -> tuple[DemoMedium, ...]:
    """Return the demo media in the order of their stories; none outside DEMO."""
    folder = Path(settings.DATA_DIR) / "demo"
    listing = folder / "expected.json"
    if not settings.DEMO or not listing.is_file():
        return ()
    told = json.loads(listing.read_text(encoding="utf-8"))
    return tuple(_medium(folder, name, story) for name, story in told.get("files", told).items())


def demo_medium(name: str) -> DemoMedium | None:
    """Return one demo medium by its name; only names on the list lead to a file."""
    return next((medium for medium in demo_media() if medium.name == name), None)


def _medium(folder: Path, name: str, story: dict[str, str]) -> DemoMedium:
    kind = KIND_OF_SUFFIX.get(Path(name).suffix, "file")
    path = folder / Path(name).name
    beside = path.with_name(path.name + SUFFIX)
    capture = beside if beside.is_file() else None
    small = folder / "previews" / f"{path.name}.jpg"
    preview = small if small.is_file() else None
    told = {"headline": story.get("headline_code", ""), "desk": story.get("desk", "")}
    return DemoMedium(name, gettext(story["title"]), gettext(story["story"]), kind, path, capture, preview, **told)
