"""Other shots of one scene, made from a picture: the camera stood elsewhere, things are at other depths, one moved."""

from __future__ import annotations

import io

import cv2
import numpy as np
from PIL import Image

from provenance.fingerprint.picture import picture_fingerprints
from provenance.fingerprint.types import Fingerprints


def printed(picture: Image.Image, quality: int = 85) -> Fingerprints:
    """Fingerprints of the picture stored as a JPEG."""
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=quality)
    return picture_fingerprints(Image.open(target))


def from_aside(picture: Image.Image, share: float, seed: int = 1) -> Image.Image:
    """The corners moved by up to a share of the sides, each its own way; the new margins cut off."""
    width, height = picture.size
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    pushed = np.array([[1, 0.3], [-0.2, -1], [-1, 0.6], [0.4, -0.8]], np.float32) * (-1) ** seed
    there = corners + pushed * np.array([width, height], np.float32) * share
    matrix = cv2.getPerspectiveTransform(corners, there.astype(np.float32))
    seen = cv2.warpPerspective(np.asarray(picture), matrix, (width, height), borderMode=cv2.BORDER_REFLECT)
    margin = round(max(picture.size) * share) + 1
    return Image.fromarray(seen[margin:-margin, margin:-margin])


def with_depth(picture: Image.Image, pixels: float, seed: int = 1) -> Image.Image:
    """Parts of the picture moved by up to so many pixels, as near and far things move against each other."""
    width, height = picture.size
    depth = np.random.default_rng(seed).normal(0, 1, (4, 4)).astype(np.float32)
    shift = np.asarray(cv2.resize(depth, (width, height), interpolation=cv2.INTER_CUBIC))
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    shift = (shift / np.abs(shift).max() * pixels).astype(np.float32)
    return Image.fromarray(
        cv2.remap(np.asarray(picture), columns + shift, rows, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)
    )


def with_thing_at(picture: Image.Image, thing: Image.Image, left: int) -> Image.Image:
    """The picture with a thing standing in it."""
    made = picture.copy()
    made.paste(thing, (left, picture.height // 3))
    return made
