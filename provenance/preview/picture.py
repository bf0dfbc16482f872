"""Pictures: one full decode with the one plugin for the recognised type, and a small re-encoded copy.

The whole picture is decoded, so that one that is cut off does not pass; a JPEG is decoded at an eighth to a half of
its size, which reads all its coded data and costs a fraction.
"""

from __future__ import annotations

import io
import logging
import warnings
from typing import BinaryIO, Final

import pillow_heif
from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    ImageFile,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from provenance.fingerprint.prepared import prepared
from provenance.gate import Admission, Refusal
from provenance.gate.limits import MAX_PIXELS, MAX_PIXELS_BY_FORMAT
from provenance.preview import limits
from provenance.preview.camera_raw import is_camera_raw
from provenance.preview.seen import Look, Wanted, not_looked_at
from provenance.preview.thumbnail import shrink
from provenance.types import State

# At its finest level Pillow writes every EXIF value into the log, places included.
logging.getLogger("PIL").setLevel(logging.INFO)

_PLUGINS: Final = {
    "jpeg": JpegImagePlugin.JpegImageFile.format,
    "png": PngImagePlugin.PngImageFile.format,
    "webp": WebPImagePlugin.WebPImageFile.format,
    "avif": AvifImagePlugin.AvifImageFile.format,
    "gif": GifImagePlugin.GifImageFile.format,
    "tiff": TiffImagePlugin.TiffImageFile.format,
    "dng": TiffImagePlugin.TiffImageFile.format,
    "heic": "HEIF",
    "heif": "HEIF",
}
_PLUGIN_OF_MULTI_PICTURE: Final = MpoImagePlugin.MpoImageFile
"""Imported here because the JPEG plugin imports it when a phone's second picture turns up, and then it is too late."""

# One place sets the global switches of the decoders; the child serves one file and ends.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
ImageFile.LOAD_TRUNCATED_IMAGES = False
PngImagePlugin.MAX_TEXT_CHUNK = limits.TEXT_BYTES
# No threads: the walls of the child refuse to start any.
AvifImagePlugin.DEFAULT_MAX_THREADS = 1
pillow_heif.register_heif_opener(thumbnails=False, decode_threads=1)


def look(source: BinaryIO, admission: Admission, wanted: Wanted) -> Look | Refusal:
    """Decode one picture; raises whatever the decoder raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if admission.format.name == "tiff" and is_camera_raw(source):
            return not_looked_at(admission, "preview.no_decoder")
        return _decode(source, admission, wanted)


def look_raw(source: BinaryIO, admission: Admission, wanted: Wanted) -> Look | Refusal:
    """Decode the preview that a DNG carries in front, where it has one; its raw data is never developed."""
    try:
        found = look(source, admission, wanted)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 raw data in front is no damage: no decoder here knows it
        found = not_looked_at(admission, "preview.no_decoder")
    if isinstance(found, Refusal):
        return found
    why = "preview.no_decoder"
    return Look(admission.width, admission.height, None, found.thumbnail, State.NOT_CHECKED, why, found.prepared)


def opened(source: BinaryIO, name: str) -> ImageFile.ImageFile:
    """Open a picture with the one plugin for the format `name`, undecoded; raises whatever the plugin raises."""
    source.seek(0)
    return Image.open(source, formats=(_PLUGINS[name],))


def _decode(source: BinaryIO, admission: Admission, wanted: Wanted) -> Look | Refusal:
    name = admission.format.name
    with opened(source, name) as picture:
        width, height = picture.size
        cap = MAX_PIXELS_BY_FORMAT.get(name, MAX_PIXELS)
        if width * height > cap:
            params = {"megapixels": width * height // 1_000_000, "limit": cap // 1_000_000}
            return Refusal("refused.too_many_pixels", {"format": admission.format.label, **params})
        if name in ("tiff", "dng") and width * height > limits.HEADER_ONLY_PIXELS:
            return Look(width, height, None, None, State.NOT_CHECKED, "preview.header_only")
        ready = prepared(picture) if wanted.prepared else None
        small = shrink(picture)
    thumbnail = _encoded(small) if wanted.thumbnail else None
    return Look(width, height, None, thumbnail, State.HOLDS, "preview.decoded", ready)


def _encoded(small: Image.Image) -> bytes | None:
    """Encode a small picture as JPEG below the cap; coarser where its grain does not fit otherwise."""
    for quality in (75, 50, 25):
        reply = io.BytesIO()
        small.save(reply, "JPEG", quality=quality)
        if reply.tell() <= limits.THUMBNAIL_BYTES:
            return reply.getvalue()
    return None
