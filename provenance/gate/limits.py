"""The caps of the gate, each with its reason; measured on the bad-media set in pure header scans."""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1_000_000

MAX_BYTES: Final = {
    "image": 100 * MEGABYTE,
    "document": 100 * MEGABYTE,
    "video": 800 * MEGABYTE,
    "audio": 800 * MEGABYTE,
    "sidecar": 16 * MEGABYTE,
}
"""Largest file per kind: the biggest camera stills stay below 100 MB; a checker holds about one file size in memory.
A detached manifest is handed on as bytes, and those are limited to 16 MB."""

MAX_PIXELS: Final = 120_000_000
"""Covers the 102-megapixel medium-format cameras; at 4 bytes a pixel the decoded picture fits into 1 GiB."""

MAX_PIXELS_BY_FORMAT: Final = {"webp": 50_000_000, "avif": 50_000_000, "heic": 64_000_000, "heif": 64_000_000}
"""Lossless WebP takes 15 bytes a pixel to decode; AVIF and HEIC hold the planes and the picture at the same time."""

MAX_FRAMES: Final = 300
"""An animation of ten seconds at thirty frames; more is a video and belongs into a video file."""

MAX_FRAME_PIXELS: Final = 500_000_000
"""Pixels times frames: what a decoder would have to paint, about ten seconds of one core."""

MAX_SCANS: Final = 32
"""Progressive JPEG encoders write about ten scans; each one costs a pass over the whole picture."""

MAX_JPEG_SEGMENTS: Final = 4_000
"""Segments in front of the picture data: a manifest of 16 MB takes 256, other metadata some tens."""

MAX_PNG_CHUNKS: Final = 5_000
"""Chunks other than picture data: the manifest reader takes about 9 microseconds for each."""

MAX_PNG_DATA_CHUNKS: Final = 15_000
"""Common encoders cut picture data into 8 KiB chunks, so a honest 100 MB file has about 12,000."""

MAX_BOX_DEPTH: Final = 16
"""The deepest box of real MP4, HEIC and AVIF files lies at depth 9."""

MAX_BOXES: Final = 8_000
"""An hour of video in two-second fragments has about 7,000 boxes."""

MAX_RIFF_CHUNKS: Final = 5_000
"""Real WebP, WAV and AVI files have tens, an animation of 300 frames has 900."""

MAX_FLAC_BLOCKS: Final = 1_000
"""Metadata blocks in front of the sound: real files have below ten."""

MAX_FALSE_STARTS: Final = 2_000
"""Bytes that look like the start of an MP3 frame and are none, before one is found behind a tag."""

MAX_TIFF_TAGS: Final = 4_096
"""Tags in one directory: real files have below 200, the format allows 65,535."""

MAX_STRIPS: Final = 200_000
"""Strips or tiles of one picture whose place in the file is looked at."""

MAX_STEPS: Final = 20_000
"""Structural steps of one scan, whatever the format: about 30 milliseconds of one core."""

MAX_READ: Final = 4 * MEGABYTE
"""Bytes of structure that one scan may read; picture data is skipped by seeking."""

MAX_SWEPT: Final = 2 * MAX_BYTES["image"]
"""Bytes of picture data that a count of JPEG scans or GIF frames may sweep over at the speed of memory."""

MAX_GIF_BLOCKS: Final = 450_000
"""A GIF of 100 MB in the usual blocks of 255 bytes has 392,000 of them; smaller blocks only waste time."""
