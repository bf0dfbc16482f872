"""The door for web servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verify.settings")

application = get_wsgi_application()

from verify.checks import refuse_without_walls  # noqa: E402 - needs the settings that the line above loaded

refuse_without_walls()
