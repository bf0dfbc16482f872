"""What files claim, on its way to whoever sent them: in a worker's memory, for minutes, handed out once."""

from __future__ import annotations

import hashlib
import hmac
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from provenance.types import Claim

# At most this many files' claims are kept; the oldest go first.
MOST_KEPT = 200
# Claims are cut in the sandbox already; this bounds what one hand-over sends.
MOST_CLAIMS = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """The claims of one file, the digest of its sender's secret, and when they are forgotten."""

    claims: tuple[Claim, ...] = field(repr=False)
    key: str
    until: float


class ClaimsShelf:
    """Owned by one worker; the lock guards `_kept`, which runner threads fill and the hand-over empties."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self.clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    def put(self, verification_id: str, key: str, claims: tuple[Claim, ...]) -> None:
        """Keep the claims of one file for a while."""
        with self._lock:
            self._forget_old()
            self._kept[verification_id] = Kept(claims[:MOST_CLAIMS], key, self.clock() + self.seconds)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

    def take(self, verification_id: str, secret: str) -> tuple[Claim, ...] | None:
        """Hand the claims out to who knows the secret, once; None otherwise."""
        with self._lock:
            self._forget_old()
            kept = self._kept.get(verification_id)
            if kept is None or not hmac.compare_digest(kept.key, hashlib.sha256(secret.encode()).hexdigest()):
                return None
            return self._kept.pop(verification_id).claims

    def forget(self, verification_id: str) -> None:
        """Drop the claims of one file."""
        with self._lock:
            self._kept.pop(verification_id, None)

    def _forget_old(self) -> None:
        now = self.clock()
        while self._kept and next(iter(self._kept.values())).until < now:
            self._kept.popitem(last=False)
