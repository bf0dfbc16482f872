"""How long and how much one fetch may take; every limit is a constant with its reason."""

from __future__ import annotations

from dataclasses import dataclass

# The longest link in use on news and picture sites is a signed delivery address of about 2,000 characters.
MAX_LINK_CHARS = 4_096
# RFC 1035 section 2.3.4: a name has at most 253 visible characters.
MAX_HOST_CHARS = 253
# A shortener, a move to https and a move to a delivery host: three hops cover honest links; loops end here.
MAX_REDIRECTS = 3
# Everything else on a host is somebody's database, mail server or admin page.
WEB_PORTS = frozenset({80, 443})
# A host with dozens of addresses does not need all of them tried; four covers both families twice.
MAX_CONNECT_ATTEMPTS = 4
# More answers than this to one question is an attack on us, not a large site.
MAX_ANSWERS = 64
# Resolvers of the system retry for 10 s and more; a person is waiting.
RESOLVE_SECONDS = 5.0
# Three lost opening packets (1 s + 2 s + 4 s) and we give up.
CONNECT_SECONDS = 7.0
# From the opened connection to the end of the headers, with the TLS handshake: ends dripped and endless headers.
HEAD_SECONDS = 15.0
# Silence in the middle of a file; longer stalls mean a broken line.
READ_SECONDS = 10.0
# Below this for longer than the grace a file of 1 MB needs a minute: the place in the queue is worth more.
MIN_BYTES_PER_SECOND = 16 * 1024
RATE_GRACE_SECONDS = 10.0


@dataclass(frozen=True)
class Limits:
    """The limits of the way out that hold whatever a file is fetched for; times in seconds."""

    ports: frozenset[int] = WEB_PORTS
    max_redirects: int = MAX_REDIRECTS
    resolve_seconds: float = RESOLVE_SECONDS
    connect_seconds: float = CONNECT_SECONDS
    head_seconds: float = HEAD_SECONDS
    read_seconds: float = READ_SECONDS
    min_bytes_per_second: int = MIN_BYTES_PER_SECOND
    rate_grace_seconds: float = RATE_GRACE_SECONDS


ORDINARY = Limits()
