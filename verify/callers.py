"""How often one caller may ask. Addresses are never kept: what is counted are keyed digests of them, for a minute.

They lie in the memory of this process, or, where several processes and machines count together, in that of Redis.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from secrets import token_bytes

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle, SimpleRateThrottle

from verify.shared.counts import Counts, OwnCounts, SharedCounts
from verify.shared.line import line

# Each is set by a worker in seconds; a desk that takes along a morning's cases needs fewer.
DOCUMENTS_A_MINUTE = 12

# One household or firm usually holds a whole /64, so that counting single addresses would count nothing.
IPV6_NETWORK_BITS = 64

# Somebody who is shown in a dozen works sends a dozen; more of one caller bury those of everybody else.
OBJECTIONS_AN_HOUR = 12

_OWN_KEY = token_bytes(32)
# Without Redis several web processes count apart: a limit that is some times higher.
counts: Counts = SharedCounts(line(settings.CACHE_URL)) if settings.CACHE_URL else OwnCounts()


class CallerThrottle(SimpleRateThrottle):
    """Counts whoever is signed in as that person, everybody else by address; children name a scope and its rate."""

    def allow_request(self, request: Request | HttpRequest, view: object) -> bool:
        """Count the call and say whether it may go on; counting and judging are one step, so that no rush slips by."""
        self.key = None if self.rate is None else self.get_cache_key(request, view)
        if self.key is None:
            return True
        self.now = self.timer()
        spent = counts.take(self.key, self.now, self.duration, self.num_requests)
        # The library reads two things from its history: how many calls there are, and when the oldest of them came.
        self.history = [spent.oldest] * spent.calls
        return spent.allowed

    def get_cache_key(self, request: Request | HttpRequest, view: object) -> str:
        user = request.user
        caller = f"user {user.pk}" if user and user.is_authenticated else f"address {self.get_ident(request)}"
        return f"{self.scope}-{veiled(caller)}"

    def get_ident(self, request: Request | HttpRequest) -> str:
        return _network(super().get_ident(request))


class ObjectionThrottle(CallerThrottle):
    """Counts objections, by the interface and by the form together: each waits for a person who has to read it."""

    scope = "objection"

    def get_rate(self) -> str:
        return f"{OBJECTIONS_AN_HOUR}/hour"


class DocumentThrottle(CallerThrottle):
    """Counts reports on paper, by the interface and by the page together: a worker sets each of them."""

    scope = "document"

    def get_rate(self) -> str | None:
        """A demo has one reader, who never counts."""
        return None if settings.DEMO else f"{DOCUMENTS_A_MINUTE}/min"


def lane_of(request: HttpRequest) -> str:
    """Whose share of the queue a request takes: the person's who is signed in, else that of the address."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return lane_of_person(user.pk)
    return veiled(f"lane of address {_network(BaseThrottle().get_ident(request))}")


def lane_of_person(number: int) -> str:
    """The same for somebody whose key or session was looked up already."""
    return veiled(f"lane of user {number}")


def veiled(caller: str) -> str:
    """What stands for a caller in the counts: nobody can tell from it who it is."""
    return salted_hmac("verify.callers", caller, secret=_key(), algorithm="sha256").hexdigest()


def _key() -> bytes:
    """Processes that count together share it, and it changes daily, so that counts of two days cannot be linked."""
    if not settings.CACHE_URL:
        return _OWN_KEY
    return f"{settings.SECRET_KEY} {timezone.now().date().isoformat()}".encode()


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(int(parsed) >> (128 - IPV6_NETWORK_BITS))
    return address
