"""What a broken line means in words; only what the other side does is caught here, never our own disk or code."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException, IncompleteRead

from verify.fetch.errors import LinkUnavailable
from verify.fetch.watch import Watch


@contextmanager
def explaining(watch: Watch) -> Iterator[None]:
    """Turn what a connection raises into LinkUnavailable; an end made by the watch is slowness, not a fault."""
    try:
        yield
    except (OSError, HTTPException, ValueError) as fault:
        code = "link.too_slow" if watch.rung else _code(fault)
        raise LinkUnavailable(code, detail=type(fault).__name__) from None


def _code(fault: OSError | HTTPException | ValueError) -> str:
    if isinstance(fault, ssl.SSLCertVerificationError):
        return "link.not_trusted_site"
    if isinstance(fault, TimeoutError):
        return "link.too_slow"
    return "link.cut_short" if isinstance(fault, ConnectionError | IncompleteRead) else "link.bad_answer"
