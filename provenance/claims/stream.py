"""Claims in the metadata of films and recordings (QuickTime keys, ID3, Vorbis comments, RIFF INFO)."""

from __future__ import annotations

from typing import BinaryIO, Final

from provenance.claims import aigc
from provenance.claims.notes import Notes
from provenance.gate import Admission
from provenance.preview.stream import opened

_NAMES: Final = {
    "creation_time": "created_at",
    "date": "created_at",
    "com.apple.quicktime.creationdate": "captured_at",
    "com.apple.quicktime.make": "camera_make",
    "com.apple.quicktime.model": "camera_model",
    "com.apple.quicktime.software": "software",
    "com.apple.quicktime.location.iso6709": "location",
    "com.android.manufacturer": "camera_make",
    "com.android.model": "camera_model",
    "location": "location",
    "make": "camera_make",
    "model": "camera_model",
    "encoder": "software",
    "encoded_by": "creator",
    "artist": "creator",
    "title": "title",
    "comment": "comment",
    "description": "caption",
    "copyright": "copyright",
}


def read(source: BinaryIO, admission: Admission, notes: Notes) -> None:
    """Note what the metadata of a film or a recording says; raises whatever the reader raises."""
    with opened(source, admission.format.name) as container:
        found = {key.lower(): value for key, value in container.metadata.items()}
    for key, name in _NAMES.items():
        value = found.get(key, "")
        if key != "comment" or not aigc.read(value, notes):
            notes.add("container", name, value)
    aigc.read(found.get("aigc", ""), notes)
