"""Colours brought to sRGB, as networks do with pictures of phones: a wider colour space is no edit."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image, ImageCms

_MODES: Final = ("RGB", "CMYK")

_PROFILE_BYTES: Final = 4 * 1024 * 1024
"""Profiles of printing presses reach a few megabytes, those of cameras and screens a few kilobytes."""


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture with its colours in sRGB; as it is where it has no profile, or one that cannot be followed."""
    if not profile or picture.mode not in _MODES or len(profile) > _PROFILE_BYTES:
        return picture
    try:
        return _converted(picture, profile)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture


def _converted(picture: Image.Image, profile: bytes) -> Image.Image:
    given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    if "sRGB" in ImageCms.getProfileDescription(given):
        return picture
    # The canonical way: relative colorimetric with black point compensation, as browsers and networks convert.
    made = ImageCms.profileToProfile(
        picture, given, ImageCms.createProfile("sRGB"), ImageCms.Intent.RELATIVE_COLORIMETRIC, "RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    return picture if made is None else made
