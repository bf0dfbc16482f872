"""How often one reader may start a check; addresses are counted veiled, for a day, and never stored."""

from __future__ import annotations

import time
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

CHECKS_A_MINUTE = 30  # a person with a folder of pictures; programs have the API and its own limits
DAY_SECONDS = 86_400
MINUTE_SECONDS = 60
IPV6_NETWORK_BITS = 64  # one household holds a whole /64, so that counting single addresses would count nothing


def is_too_fast(request: HttpRequest) -> bool:
    """Count one check of this reader and say whether it is one too many; a demo has one reader and never counts."""
    if settings.DEMO:
        return False
    now = int(time.time())
    key = f"pace-{_veiled(_network(request.META.get('REMOTE_ADDR', '')), now // DAY_SECONDS)}-{now // MINUTE_SECONDS}"
    cache.add(key, 0, timeout=2 * MINUTE_SECONDS)
    return cache.incr(key) > CHECKS_A_MINUTE


def _veiled(network: str, day: int) -> str:
    return salted_hmac(f"verify.pages.pace {day}", network, algorithm="sha256").hexdigest()


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(int(parsed) >> (128 - IPV6_NETWORK_BITS)) if isinstance(parsed, IPv6Address) else address
