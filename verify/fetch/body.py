"""The bytes of a file as they come: counted, timed and cut."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from verify.fetch.answer import Answer
from verify.fetch.errors import LinkTooLarge, LinkUnavailable
from verify.fetch.limits import Limits

# One read of the socket; memory stays at a few of these whatever the file weighs.
CHUNK_BYTES = 256 * 1024


def receive(answer: Answer, into: BinaryIO, cap: int, limits: Limits, now: Callable[[], float]) -> int:
    """Copy the file into `into` and return its size; stops one byte after `cap` or below the least rate."""
    announced = answer.response.length
    if announced is not None and announced > cap:
        raise too_large(cap)
    began, size = now(), 0
    while chunk := answer.read(min(CHUNK_BYTES, cap + 1 - size)):
        size += len(chunk)
        if size > cap:
            raise too_large(cap)
        into.write(chunk)
        _keep_pace(size, now() - began, limits)
    if announced is not None and size < announced:
        raise LinkUnavailable("link.cut_short")
    return size


def too_large(cap: int) -> LinkTooLarge:
    """The error that names the cap in the unit people use."""
    return LinkTooLarge("link.too_large", limit=f"{cap // 1_000_000} MB" if cap >= 1_000_000 else f"{cap} bytes")


def _keep_pace(size: int, seconds: float, limits: Limits) -> None:
    if seconds > limits.rate_grace_seconds and size < seconds * limits.min_bytes_per_second:
        raise LinkUnavailable("link.too_slow", detail="rate")
