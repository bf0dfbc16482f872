"""Which HTTP status belongs to a refusal."""

from __future__ import annotations

from typing import Final

_STATUS: Final = {
    "refused.empty": 400,
    "refused.too_large": 413,
    "refused.too_many_pixels": 413,
    "refused.too_many_frames": 413,
    "refused.unknown_type": 415,
}


def http_status(code: str) -> int:
    """Give the HTTP status of a refusal code: 400, 413, 415, and 422 for everything else."""
    return _STATUS.get(code, 422)
