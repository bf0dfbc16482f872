"""How often one caller may ask. Addresses are counted in the memory of this process alone and never reach a disk."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from secrets import token_bytes

from django.core.cache.backends.locmem import LocMemCache
from django.utils.crypto import salted_hmac
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import SimpleRateThrottle

# One household or firm usually holds a whole /64, so that counting single addresses would count nothing.
IPV6_NETWORK_BITS = 64

# One entry holds at most a minute of calls, about 10 kB; beyond this many callers the oldest are forgotten.
MOST_CALLERS = 10_000

_KEY = token_bytes(32)
# Several web processes count apart: a limit that is some times higher is a small price for keeping no address.
counts = LocMemCache("verify.api.throttles", {"OPTIONS": {"MAX_ENTRIES": MOST_CALLERS}})


class _CallerThrottle(SimpleRateThrottle):
    cache = counts

    def get_rate(self) -> str | None:
        rate: str | None = api_settings.DEFAULT_THROTTLE_RATES[self.scope]
        return rate

    def get_cache_key(self, request: Request, view: object) -> str:
        user = request.user
        caller = f"user {user.pk}" if user and user.is_authenticated else f"address {self.get_ident(request)}"
        return f"{self.scope}-{_veiled(caller)}"

    def get_ident(self, request: Request) -> str:
        return _network(super().get_ident(request))


class CheckThrottle(_CallerThrottle):
    """Counts new verifications."""

    scope = "check"


class ReadThrottle(_CallerThrottle):
    """Counts everything else."""

    scope = "read"


def _veiled(caller: str) -> str:
    return salted_hmac("verify.api.throttles", caller, secret=_KEY, algorithm="sha256").hexdigest()


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(int(parsed) >> (128 - IPV6_NETWORK_BITS))
    return address
