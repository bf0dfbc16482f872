"""Names that both unsigned entries and signed steps use: makers of cameras, editing programs, digital source types."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

AI_SOURCE_TYPES: Final = frozenset(
    ("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "compositeSynthetic")
)
"""IPTC digital source types of generated or partly generated media (cv.iptc.org/newscodes/digitalsourcetype)."""

CAPTURE_SOURCE_TYPES: Final = frozenset(("digitalCapture", "computationalCapture", "multiFrameComputationalCapture"))
"""IPTC digital source types of what a camera recorded."""

_MAKERS: Final = {
    **{name.lower(): name for name in ("Apple", "Canon", "Fujifilm", "Google", "Hasselblad", "Huawei", "Kodak")},
    **{name.lower(): name for name in ("Leica", "Motorola", "Nikon", "Nokia", "Olympus", "OnePlus", "Oppo")},
    **{name.lower(): name for name in ("Panasonic", "Pentax", "Ricoh", "Samsung", "Sigma", "Sony", "Vivo", "Xiaomi")},
    **{name.lower(): name for name in ("DJI", "GoPro", "Honor", "Realme")},
    "pixel": "Google",
    "iphone": "Apple",
}
_EDITORS: Final = {
    **{name.lower(): name for name in ("Photoshop", "Lightroom", "GIMP", "Snapseed", "Capture One", "Affinity")},
    **{name.lower(): name for name in ("Canva", "Pixelmator", "Facetune", "PicsArt", "Photopea", "Luminar")},
    **{name.lower(): name for name in ("darktable", "RawTherapee", "Topaz", "Paint.NET", "Krita", "Premiere")},
    **{name.lower(): name for name in ("Midjourney", "Stable Diffusion", "ComfyUI", "Firefly", "DALL·E", "Photomator")},
}
_MAKER: Final = re.compile(r"\b(" + "|".join(map(re.escape, _MAKERS)) + r")\b", re.IGNORECASE)
_EDITOR: Final = re.compile("|".join(map(re.escape, _EDITORS)), re.IGNORECASE)
_SEARCHED: Final = 1_000
"""Characters of one text in which a name is looked for."""


def makers_named(texts: Iterable[str]) -> set[str]:
    """Give the camera makers that the texts name."""
    return {_MAKERS[found.lower()] for text in texts for found in _MAKER.findall(text[:_SEARCHED])}


def editor_named(text: str) -> str | None:
    """Give the editing program that a text names; a firmware version or a system name is none."""
    found = _EDITOR.search(text[:_SEARCHED])
    return _EDITORS[found.group().lower()] if found else None
