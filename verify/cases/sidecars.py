"""Detached credentials and capture sidecars as they arrive beside a file."""

from __future__ import annotations

from typing import BinaryIO

from provenance.attestation.sidecar import looks_like_capture
from provenance.formats import HEAD_BYTES, recognise


class NotASidecar(Exception):
    """What came as detached credentials is something else."""


def require_sidecar(upload: BinaryIO) -> None:
    """Raise NotASidecar unless the content begins as a C2PA manifest store; leaves the upload at its beginning."""
    found = recognise(upload.read(HEAD_BYTES))
    upload.seek(0)
    if found is None or found.kind != "sidecar":
        raise NotASidecar


class NotACapture(Exception):
    """What came as a camera's own signature is something else."""


def require_capture(upload: BinaryIO) -> None:
    """Raise NotACapture unless the content begins as a capture sidecar; leaves the upload at its beginning."""
    begins = upload.read(HEAD_BYTES)
    upload.seek(0)
    if not looks_like_capture(begins):
        raise NotACapture
