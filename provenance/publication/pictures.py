"""Pictures written anew by Pillow from what was decoded: no block of the old file is carried over but those named here.

JPEG keeps its own quantisation, so that next to nothing is lost; PNG, TIFF and GIF lose nothing; WebP, AVIF and HEIC
are encoded anew at high quality. Of several pictures in one JPEG or HEIC (previews, depth, gain maps) the first stays.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, BinaryIO, Final

from PIL import Image, JpegImagePlugin

from provenance.preview import picture as _switches  # noqa: F401  it sets the global switches of the decoders

ORIENTATION: Final = 0x0112

HIGH: Final = 95
"""Quality of what has to be encoded anew: no difference is seen at the size it is published at."""

WRITERS: Final[Mapping[str, tuple[str, Mapping[str, Any]]]] = {
    "jpeg": ("JPEG", {"comment": b""}),
    "png": ("PNG", {}),
    "gif": ("GIF", {"comment": b""}),
    "tiff": ("TIFF", {"compression": "tiff_deflate"}),
    "webp": ("WEBP", {"quality": HIGH, "method": 4}),
    "avif": ("AVIF", {"quality": HIGH, "max_threads": 1}),
    "heic": ("HEIF", {"quality": HIGH}),
    "heif": ("HEIF", {"quality": HIGH}),
}
_MOVING: Final = frozenset({"png", "gif", "webp"})
_KEPT: Final = ("transparency", "duration", "loop", "disposal", "blend", "background")
"""What Pillow needs of the old file to show the same: which colour is clear, and how long each frame lasts."""


def without_metadata(source: BinaryIO, name: str, out: io.BytesIO) -> None:
    """Write the picture alone; raises whatever the decoder or the encoder raises."""
    source.seek(0)
    with Image.open(source) as opened:
        opened.load()
        writer, options = WRITERS[name]
        how = {**options, **_as_it_was(opened, name)}
        count = int(getattr(opened, "n_frames", 1)) if name in _MOVING else 1
        frames = [_alone(opened, place) for place in range(count)]
        more = {"save_all": True, "append_images": frames[1:], **_timing(frames)} if count > 1 else {}
        frames[0].save(out, writer, **how, **more)


def _alone(opened: Image.Image, place: int) -> Image.Image:
    if place:
        opened.seek(place)
    alone = opened.copy()
    alone.info = {name: opened.info[name] for name in _KEPT if name in opened.info}
    return alone


def _timing(frames: list[Image.Image]) -> dict[str, object]:
    """How long each frame lasts, in milliseconds, and how often all of them are shown."""
    return {"duration": [one.info.get("duration", 100) for one in frames], "loop": frames[0].info.get("loop", 0)}


def _as_it_was(opened: Image.Image, name: str) -> dict[str, object]:
    how: dict[str, object] = {}
    if opened.info.get("icc_profile"):
        how["icc_profile"] = opened.info["icc_profile"]
    if name == "jpeg":
        how |= {"qtables": opened.quantization, "subsampling": _subsampling(opened)}  # type: ignore[attr-defined]
    turned = opened.getexif().get(ORIENTATION)
    # HEIC is turned by its decoder already.
    if isinstance(turned, int) and 2 <= turned <= 8 and name in ("jpeg", "png", "webp", "tiff"):
        how["exif"] = _turned(turned)
    return how


def _subsampling(opened: Image.Image) -> int:
    found = JpegImagePlugin.get_sampling(opened)
    return found if found >= 0 else 0


def _turned(orientation: int) -> bytes:
    """An EXIF block that says how the picture is turned, and nothing else."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    return exif.tobytes()
