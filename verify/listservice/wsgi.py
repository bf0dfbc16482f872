"""The door for the list service's own web server: other addresses and fewer doors than the site's."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verify.settings")

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

# Apps look at the site's own settings when they are loaded; afterwards this door has fewer middlewares: no sessions,
# no cookies, no pages. Nobody logs in here, and stations sign what they send.
django.setup(set_prefix=False)
settings.ROOT_URLCONF = "verify.listservice.urls"
settings.MIDDLEWARE = [
    "verify.doors.OnlyHere",
    "verify.doors.Headers",
    "django.middleware.security.SecurityMiddleware",
]

application = WSGIHandler()
