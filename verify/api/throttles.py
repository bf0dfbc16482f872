"""How often one caller may ask the interface; the operator sets both numbers, and more for single keys."""

from __future__ import annotations

from math import ceil
from typing import Any

from rest_framework.request import Request
from rest_framework.settings import api_settings

from verify.api.keys import key_of
from verify.api.quotas import Quota, note
from verify.callers import CallerThrottle, veiled


class _ApiThrottle(CallerThrottle):
    def get_rate(self) -> str | None:
        rate: str | None = api_settings.DEFAULT_THROTTLE_RATES[self.scope]
        return rate

    def get_cache_key(self, request: Request, view: Any) -> str:
        """Each key counts by itself."""
        key = key_of(request)
        return f"{self.scope}-{veiled(f'key {key.pk}')}" if key else super().get_cache_key(request, view)

    def allow_request(self, request: Request, view: Any) -> bool:
        """Whether it may, and a note of what is left, which the answer tells."""
        if self.rate is None:
            return True
        self.num_requests = self.allowed(request)
        allowed = bool(super().allow_request(request, view))
        spent = [at for at in self.history if at > self.now - self.duration]
        reset = ceil(self.duration - (self.now - spent[-1])) if spent else int(self.duration)
        note(request, Quota(self.scope, self.num_requests, int(self.duration), self.num_requests - len(spent), reset))
        return allowed

    def allowed(self, request: Request) -> int:
        """How many calls in one span."""
        return int(self.num_requests)


class CheckThrottle(_ApiThrottle):
    """Counts new verifications; a key may have a number of its own."""

    scope = "check"

    def allowed(self, request: Request) -> int:
        key = key_of(request)
        return key.checks_per_minute if key and key.checks_per_minute else super().allowed(request)


class ReadThrottle(_ApiThrottle):
    """Counts everything else."""

    scope = "read"
