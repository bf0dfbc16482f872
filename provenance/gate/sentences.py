"""The English sentences of the gate's codes; the catalogue of the library takes them in."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "refused.empty": "The file is empty. Choose the file again, or ask for a new copy.",
    "refused.too_large": "This {format} file is larger than the {limit_mb} MB that can be checked here. "
    "Nothing was kept. Use the command line on your own machine for larger files.",
    "refused.unknown_type": "The content of this file is not of a type that can be checked. Photos, videos, sound, "
    "PDF and SVG are read; the page on formats lists them. The name of the file does not matter.",
    "refused.too_many_pixels": "This {format} picture says it has {megapixels} million pixels; the limit for its type "
    "is {limit} million. Nothing was opened. Ask for the original, or export it at a smaller size.",
    "refused.too_many_frames": "This {format} file holds more frames than can be checked ({limit} at most, fewer for "
    "large pictures). Ask for it as a video file, or for the single picture.",
    "refused.too_complex": "This {format} file is built of more parts than any ordinary one, so it was not opened. "
    "Ask for the original, or have it exported again.",
    "refused.damaged": "This {format} file cannot be read: it is cut off or damaged. That says nothing about what it "
    "shows. Ask for another copy of the file.",
    "refused.active_content": "This {format} file contains script, actions or references to other places, so it was "
    "not opened. Ask for a copy without them, or for the picture itself.",
    "refused.limits_reached": "Opening this file took more time or memory than is allowed, so the check was stopped. "
    "That says nothing about what it shows. Ask for the original, or for a smaller copy.",
    "preview.decoded": "The picture was opened completely and decodes without errors.",
    "preview.header_only": "The picture is very large. Its structure was checked, but it was not decoded, so there is "
    "no preview.",
    "preview.streams_read": "Size and duration were read from the header. The frames and the sound were not decoded, "
    "so there is no preview.",
    "preview.no_decoder": "Files of this type are not drawn here, so there is no preview. Their content credentials "
    "are checked all the same.",
}
