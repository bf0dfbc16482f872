"""gunicorn's settings of the list service: one process, some threads."""

from __future__ import annotations

from verify.serving import *  # noqa: F403 - gunicorn reads the names of this module
from verify.serving import settings

bind = f"{settings.BIND}:{settings.BLACKLIST_PORT}"
workers = 1
# Nearly all of their time goes into waiting for key holders.
threads = settings.WEB_THREADS
