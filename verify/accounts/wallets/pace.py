"""How often one caller may ask for messages and bring them back; counted for a minute, in memory alone."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from verify.callers import CallerThrottle

MESSAGES_A_MINUTE = 20  # somebody who declines and begins again, several times
SIGNATURES_A_MINUTE = 10  # each costs a recovery, and perhaps a question to a node


class _Messages(CallerThrottle):
    scope = "wallet-message"

    def get_rate(self) -> str:
        return f"{MESSAGES_A_MINUTE}/min"


class _Signatures(CallerThrottle):
    scope = "wallet-signature"

    def get_rate(self) -> str:
        return f"{SIGNATURES_A_MINUTE}/min"


def is_too_fast(request: HttpRequest) -> bool:
    """Count one message of this caller and say whether it is one too many; a demo has one caller and never counts."""
    return not settings.DEMO and not _Messages().allow_request(request, None)  # type: ignore[arg-type]


def is_too_fast_with_signatures(request: HttpRequest) -> bool:
    """Count one signature in the same way."""
    return not settings.DEMO and not _Signatures().allow_request(request, None)  # type: ignore[arg-type]
