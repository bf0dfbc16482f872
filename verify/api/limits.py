"""Every bound of the interface, with its reason."""

from __future__ import annotations

# The longest JSON anyone sends lists the parts of a work, a hundred bytes each; one link is shorter by far.
JSON_MAX_BYTES = 32 * 1024
# Parts of one work in one call: with roles of full length they fit into the JSON.
MEMBERS_MOST = 200

# Records of one call. A feed that is read every minute has fewer; an archive sends several calls.
BATCH_MOST = 100
# A did with its path; an address has 42 characters.
AUTHOR_MAX_CHARS = 600

# Things checked in one call: a feed sends its newest posts together; more are several calls.
CHECKS_MOST = 100
# So many of them count as one call: each costs up to a tenth of a second of a busy machine.
ITEMS_A_CALL = 10
# A hundred posts of some thousand characters, each with what was signed about it.
CHECK_BYTES = 2 * 1024 * 1024

# Links of one text that are looked up; in a call of a hundred texts only the first of each, so that it costs no more
# than a hundred checks.
LINKS_ALONE = 8
LINKS_OF_MANY = 1

# What browsers and servers still agree on; longer ones are tracking data or an attack.
LINK_MAX_CHARS = 2048
# A scheme, a host that is a name or address in the usual spelling, then anything printable.
LINK_PATTERN = r"^[Hh][Tt][Tt][Pp][Ss]?://[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?(:[0-9]{1,5})?([/?#][!-~]*)?$"

# How long a caller waits for the answer before it is told to come back (DESIGN section 6).
WAIT_MAX_SECONDS = 10

# Callers that wait hold a thread each. This share of all threads may be held; the next caller is told to come back.
WAITING_SHARE = 0.5
# So much of that share may be held by callers who send a lot; the rest is for everybody else.
HEAVY_SHARE = 0.75

# A key chosen by a stranger is the only thing that tells strangers apart, so it must not be guessable.
IDEMPOTENCY_KEY_MIN_CHARS = 16
IDEMPOTENCY_KEY_MAX_CHARS = 255

# Asking again sooner than this gains nothing: the quickest check takes about as long.
RETRY_AFTER_SECONDS = 1
