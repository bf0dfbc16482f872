"""What every server of ours has in common: many threads, no access log, small requests. gunicorn reads these names."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verify.settings")

from django.conf import settings

from verify import logs

worker_class = "verify.server_threads.FairThreads"
# Only a process that does not answer at all is ended; uploads and waits run in threads.
timeout = 60
graceful_timeout = 5
keepalive = 5
# Nobody's visit or question is written down; what gunicorn says about itself goes through our own formatter.
accesslog = None
logconfig_dict = logs.settings(level="INFO" if not settings.DEMO else "WARNING", stream="ext://sys.stderr")
# Nobody manages this server over a socket of its own.
control_socket_disable = True
# Headers larger than this come from attacks only.
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
# gunicorn's own heartbeat file: on a disk in memory it never waits for a busy one.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - a folder of the kernel's
