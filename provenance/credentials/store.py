"""Take the manifest store out of a file, so that an owner can publish it apart from the file.

The library reads stores and writes signed ones, but gives none back. It does give its working archive of a file to be
edited: a store whose last manifest is the unsigned draft and whose others are those of the file, the active one last.
That what is left is the same store is seen by reading the file with it again.
"""

from __future__ import annotations

from typing import BinaryIO, Final

from provenance.credentials.boxes import STORE_BYTES, ManifestStore, children, superbox
from provenance.credentials.library import Library
from provenance.credentials.parsing import chain_from
from provenance.credentials.reading import Chain, NoManifest

MANIFESTS: Final = 100
"""As many manifests as a history shows; more are not published."""


def manifest_store(library: Library, source: BinaryIO, mime: str) -> ManifestStore | None:
    """The store of one file, at most STORE_BYTES; None where it has none, or none that reads the same again."""
    archive = library.archive(source, mime)
    boxes = None if archive is None else children(archive)
    if boxes is None or not 3 <= len(boxes) <= MANIFESTS + 2:
        return None
    content = superbox(boxes[0], *boxes[1:-1])
    own = _chain(library, source, mime)
    if own is None or len(content) > STORE_BYTES or own != _chain(library, source, mime, content):
        return None
    return ManifestStore(own.manifests[0].label, content)


def _chain(library: Library, source: BinaryIO, mime: str, store: bytes | None = None) -> Chain | None:
    report = library.read(source, mime, store)
    chain = None if isinstance(report, NoManifest) else chain_from(report)
    return chain if chain and chain.manifests else None
