"""Prints what lies in quarantine, and when it came."""

# ruff: noqa: E402 - Django is set up before anything of the site can be imported

import json

import django

django.setup()

from verify import wiring

place = wiring.quarantine().shared
print(json.dumps([(name, came.timestamp()) for name, came in place.listed()] if place else []))  # noqa: T201
