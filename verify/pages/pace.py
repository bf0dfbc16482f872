"""How often one reader may ask a page for work; who asks is counted for a minute, in memory alone."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from verify.callers import CallerThrottle, DocumentThrottle, ObjectionThrottle

CHECKS_A_MINUTE = 30  # a person with a folder of pictures; programs have the API and its own limits
BUNDLES_A_MINUTE = 10  # checked in the web process itself, up to half a second each; the command has no limit


class _Checks(CallerThrottle):
    scope = "page"

    def get_rate(self) -> str:
        return f"{CHECKS_A_MINUTE}/min"


class _Bundles(CallerThrottle):
    scope = "bundle"

    def get_rate(self) -> str:
        return f"{BUNDLES_A_MINUTE}/min"


def is_too_fast(request: HttpRequest) -> bool:
    """Count one check of this reader and say whether it is one too many; a demo has one reader and never counts."""
    return not settings.DEMO and not _Checks().allow_request(request, None)


def is_too_fast_with_bundles(request: HttpRequest) -> bool:
    """Count one bundle or signed report of this reader in the same way."""
    return not settings.DEMO and not _Bundles().allow_request(request, None)


def is_objecting_too_often(request: HttpRequest) -> bool:
    """Count one objection of this reader in the same way, together with those that came by the interface."""
    return not settings.DEMO and not ObjectionThrottle().allow_request(request, None)


def is_printing_too_often(request: HttpRequest) -> bool:
    """Count one report on paper of this reader in the same way, together with those that came by the interface."""
    return not DocumentThrottle().allow_request(request, None)
