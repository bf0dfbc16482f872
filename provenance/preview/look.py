"""Open one admitted file with the reader for its type and with no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, Final

from provenance.gate import Admission, Refusal
from provenance.preview.seen import Look, Wanted, not_looked_at

THUMBNAIL: Final = Wanted()


def look(source: BinaryIO, admission: Admission, wanted: Wanted = THUMBNAIL) -> Look | Refusal:
    """Decode the picture, read the streams, or scan the document for active content.

    Runs in the sandbox child only. `source` is seekable and is left anywhere. Whatever a decoder raises becomes a
    Refusal: `refused.damaged`, `refused.active_content`, `refused.too_many_pixels` or `refused.limits_reached`.
    """
    opener = _OPENERS.get(admission.format.name, _unread)
    params = {"format": admission.format.label}
    source.seek(0)
    try:
        return opener(source, admission, wanted)
    except (MemoryError, RecursionError):
        return Refusal("refused.limits_reached", params)
    except Exception:  # noqa: BLE001 decoders raise any class for bad media; each of them means the same
        return Refusal("refused.damaged", params)


def _unread(_source: BinaryIO, admission: Admission, _wanted: Wanted) -> Look | Refusal:
    return not_looked_at(admission, "preview.no_decoder")


def _picture(source: BinaryIO, admission: Admission, wanted: Wanted) -> Look | Refusal:
    from provenance.preview import picture

    return picture.look(source, admission, wanted)


def _raw(source: BinaryIO, admission: Admission, wanted: Wanted) -> Look | Refusal:
    from provenance.preview import picture

    return picture.look_raw(source, admission, wanted)


def _stream(source: BinaryIO, admission: Admission, _wanted: Wanted) -> Look | Refusal:
    from provenance.preview import stream

    return stream.look(source, admission)


def _svg(source: BinaryIO, admission: Admission, _wanted: Wanted) -> Look | Refusal:
    from provenance.preview import active_svg

    return active_svg.look(source, admission)


def _pdf(source: BinaryIO, admission: Admission, _wanted: Wanted) -> Look | Refusal:
    from provenance.preview import active_pdf

    return active_pdf.look(source, admission)


_OPENERS: Final[dict[str, Callable[[BinaryIO, Admission, Wanted], Look | Refusal]]] = {
    **dict.fromkeys(("jpeg", "png", "webp", "avif", "heic", "heif", "gif", "tiff"), _picture),
    **dict.fromkeys(("mp4", "mov", "m4a", "avi", "wav", "mp3", "flac"), _stream),
    "dng": _raw,
    "svg": _svg,
    "pdf": _pdf,
}
