"""Every bound of the interface, with its reason."""

from __future__ import annotations

# The only JSON anyone sends is one link; sixteen times the longest link leaves room for escapes.
JSON_MAX_BYTES = 32 * 1024

# What browsers and servers still agree on; longer ones are tracking data or an attack.
LINK_MAX_CHARS = 2048
# A scheme, a host that is a name or address in the usual spelling, then anything printable.
LINK_PATTERN = r"^[Hh][Tt][Tt][Pp][Ss]?://[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?(:[0-9]{1,5})?([/?#][!-~]*)?$"

# How long a caller waits for the answer before it is told to come back (DESIGN section 6).
WAIT_MAX_SECONDS = 10

# Callers that wait hold a thread each. This share of all threads may be held; the next caller is told to come back.
WAITING_SHARE = 0.5

# A key chosen by a stranger is the only thing that tells strangers apart, so it must not be guessable.
IDEMPOTENCY_KEY_MIN_CHARS = 16
IDEMPOTENCY_KEY_MAX_CHARS = 255

# Asking again sooner than this gains nothing: the quickest check takes about as long.
RETRY_AFTER_SECONDS = 1
