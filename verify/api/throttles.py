"""How often one caller may ask; addresses are counted under a keyed hash that changes every day, and never stored."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from django.utils.crypto import salted_hmac
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import SimpleRateThrottle

# One household or firm usually holds a whole /64, so that counting single addresses would count nothing.
IPV6_NETWORK_BITS = 64
DAY_SECONDS = 86_400


class _CallerThrottle(SimpleRateThrottle):
    def get_rate(self) -> str | None:
        rate: str | None = api_settings.DEFAULT_THROTTLE_RATES[self.scope]
        return rate

    def get_cache_key(self, request: Request, view: object) -> str:
        user = request.user
        caller = f"user {user.pk}" if user and user.is_authenticated else f"address {self.get_ident(request)}"
        return f"throttle-{self.scope}-{_veiled(caller, int(self.timer() // DAY_SECONDS))}"

    def get_ident(self, request: Request) -> str:
        return _network(super().get_ident(request))


class CheckThrottle(_CallerThrottle):
    """Counts new verifications."""

    scope = "check"


class ReadThrottle(_CallerThrottle):
    """Counts everything else."""

    scope = "read"


def _veiled(caller: str, day: int) -> str:
    return salted_hmac(f"verify.api.throttles {day}", caller, algorithm="sha256").hexdigest()


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(int(parsed) >> (128 - IPV6_NETWORK_BITS))
    return address
