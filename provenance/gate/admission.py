"""The order of the gate: size, type by content, header, caps."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, Final

from provenance.attestation.sidecar import looks_like_capture
from provenance.formats import HEAD_BYTES, Format, recognise
from provenance.gate import audio, bmff, gif, jpeg, limits, png, riff, tiff
from provenance.gate.types import Admission, Refusal, RefusedError, Shape
from provenance.gate.window import Window


def _unmeasured(_: Window) -> Shape:
    """Text and manifests have no header worth a scan here; their readers in the sandbox have limits of their own."""
    return Shape()


_MEASURES: Final[dict[str, Callable[[Window], Shape]]] = {
    "jpeg": jpeg.measure,
    "png": png.measure,
    "webp": riff.measure_webp,
    "avif": bmff.measure_still,
    "heic": bmff.measure_still,
    "heif": bmff.measure_still,
    "gif": gif.measure,
    "tiff": tiff.measure,
    "dng": tiff.measure,
    "jxl": bmff.measure_jxl,
    "mp4": bmff.measure_film,
    "mov": bmff.measure_film,
    "m4a": bmff.measure_film,
    "avi": riff.measure_avi,
    "wav": riff.measure_wav,
    "mp3": audio.measure,
    "flac": audio.measure,
    "svg": _unmeasured,
    "pdf": _unmeasured,
    "c2pa": _unmeasured,
}
_WHOLE_PICTURES: Final = frozenset(("jpeg", "png", "webp", "avif", "heic", "heif", "gif", "tiff", "dng"))


def admit(source: BinaryIO, size: int) -> Admission | Refusal:
    """Decide whether a file of `size` bytes may go on to the sandbox.

    `source` is seekable and is left anywhere. Reads a bounded part, decodes nothing, takes below 50 ms, and never
    raises for what the bytes are; only an OSError of `source` itself comes through.
    """
    # 1. size
    if size <= 0:
        return Refusal("refused.empty")
    # 2. type, by content alone
    source.seek(0)
    head = source.read(min(size, HEAD_BYTES))
    format_ = recognise(head)
    if format_ is None:
        return Refusal("refused.capture_alone" if looks_like_capture(head) else "refused.unknown_type")
    if size > limits.MAX_BYTES[format_.kind]:
        return _too_large(format_)
    # 3. header, 4. caps
    try:
        return _measured(Window(source, size), format_)
    except RefusedError as refused:
        return Refusal(refused.refusal.code, {"format": format_.label, **refused.refusal.params})


def _too_large(format_: Format) -> Refusal:
    cap = limits.MAX_BYTES[format_.kind] // limits.MEGABYTE
    return Refusal("refused.too_large", {"format": format_.label, "limit_mb": cap})


def _measured(window: Window, format_: Format) -> Admission:
    shape = _MEASURES[format_.name](window)
    format_ = shape.format or format_
    _check_caps(shape, format_)
    return Admission(format_, window.size, shape.width, shape.height)


def _check_caps(shape: Shape, format_: Format) -> None:
    if format_.name not in _WHOLE_PICTURES:
        return
    pixels = (shape.width or 0) * (shape.height or 0)
    cap = limits.MAX_PIXELS_BY_FORMAT.get(format_.name, limits.MAX_PIXELS)
    if not pixels:
        raise RefusedError("refused.damaged")
    if pixels > cap:
        raise RefusedError("refused.too_many_pixels", {"megapixels": pixels // 1_000_000, "limit": cap // 1_000_000})
    if shape.frames > limits.MAX_FRAMES or shape.frames * pixels > limits.MAX_FRAME_PIXELS:
        raise RefusedError("refused.too_many_frames", {"frames": shape.frames, "limit": limits.MAX_FRAMES})
