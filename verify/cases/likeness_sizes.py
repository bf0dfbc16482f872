"""How large the two prepared pictures of a comparison are, so that a page can lay one over the other."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.fingerprint.types import Fingerprints
from provenance.fingerprint.wire import BadFingerprints, from_bytes
from verify import wiring
from verify.cases.held_codes import asked_of
from verify.cases.likenesses import LikenessView
from verify.cases.models import Verification
from verify.index.errors import FingerprintIndexError

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Width and height in pixels of the pictures that `transform` of the comparison speaks about."""

    asked: Size
    recorded: Size


def asked_size(verification: Verification) -> Size | None:
    """The size of the picture that was asked about; None once the file is gone."""
    asked = asked_of(verification)
    return _size(asked.fingerprints) if asked and asked.fingerprints.proxy else None


def sizes_of(asked: Size | None, view: LikenessView) -> Sizes | None:
    """Both sizes, where this reader may see the recorded picture; None where not, or where the index is away."""
    if asked is None or not view.shows_proxy or view.kind != "picture":
        return None
    try:
        item = wiring.items().of_subject(view.record)
        recorded = _size(from_bytes(item.fingerprints)) if item is not None else None
    except (FingerprintIndexError, BadFingerprints):
        return None
    return None if recorded is None else Sizes(asked, recorded)


def _size(prints: Fingerprints) -> Size | None:
    return (prints.picture.width, prints.picture.height) if prints.picture else None
