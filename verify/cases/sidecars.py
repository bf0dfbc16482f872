"""Detached credentials as they arrive beside a file."""

from __future__ import annotations

from typing import BinaryIO

from provenance.formats import HEAD_BYTES, recognise


class NotASidecar(Exception):
    """What came as detached credentials is something else."""


def require_sidecar(upload: BinaryIO) -> None:
    """Raise NotASidecar unless the content begins as a C2PA manifest store; leaves the upload at its beginning."""
    found = recognise(upload.read(HEAD_BYTES))
    upload.seek(0)
    if found is None or found.kind != "sidecar":
        raise NotASidecar
