"""All fingerprints of one admitted file, whatever it is; runs decoders, so in the sandbox child or for one's own files.

Importing this module loads none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from provenance.fingerprint.types import Fingerprints
from provenance.gate import Admission, Refusal

if TYPE_CHECKING:
    from PIL import Image


@dataclass(frozen=True, slots=True)
class Material:
    """What fingerprints are made of: an open file, what it was admitted as, and a picture where one was decoded."""

    source: BinaryIO
    admission: Admission
    prepared: Image.Image | None


def fingerprints_of(source: BinaryIO, admission: Admission) -> Fingerprints | None:
    """Decode the file and make its fingerprints; None where nothing here decodes it. Raises what decoders raise."""
    from provenance.preview import Wanted, look

    looked = look(source, admission, Wanted(thumbnail=False, prepared=True))
    return None if isinstance(looked, Refusal) else fingerprints_from(Material(source, admission, looked.prepared))


def fingerprints_from(material: Material) -> Fingerprints | None:
    """The same of a file that was looked at already: a picture is not decoded twice."""
    kind = material.admission.format.kind
    if material.prepared is not None:
        return _of_picture(material.prepared)
    if kind == "video":
        return _of_film(material)
    return _of_sound(material) if kind == "audio" else None


def _of_picture(small: Image.Image) -> Fingerprints:
    from provenance.fingerprint.picture import prepared_fingerprints

    return prepared_fingerprints(small)


def _of_film(material: Material) -> Fingerprints | None:
    from provenance.fingerprint.film import film_fingerprints

    return film_fingerprints(material.source, material.admission)


def _of_sound(material: Material) -> Fingerprints | None:
    from provenance.fingerprint.sound import sound_fingerprints

    return sound_fingerprints(material.source, material.admission)
