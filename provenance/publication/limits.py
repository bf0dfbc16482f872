"""Bounds of publication copies, each with its reason."""

from __future__ import annotations

from typing import Final

from provenance.sandbox.limits import MIB, Limits

COPY_BYTES: Final = 200 * MIB
"""The file, its stripped form and the signed copy lie in memory side by side, below the child's 1 GiB."""

SIGNED_BYTES: Final = 256 * 1024
"""What a key is asked to sign: the frame around a claim, which lists assertions at 150 bytes each."""

SIGNATURE_BYTES: Final = 4096
"""A signature of RSA 16384 would take half of it."""

CHUNK_BYTES: Final = 1 * MIB
"""One piece of the copy on its way out of the child."""

SECONDS: Final = 120
"""Longer than 200 MB take to be read, written anew and hashed twice on a busy old machine."""

CHILD: Final = Limits(memory_bytes=1536 * MIB, cpu_seconds=90)
"""One child a copy: a file three times over, and the decoder's picture."""
