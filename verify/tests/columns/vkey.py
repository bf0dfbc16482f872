"""Prints the key of the log of the environment's installation."""

# ruff: noqa: E402 - Django is set up before anything of the site can be imported

import django

django.setup()

from verify.ledger.selectors import log_health

print(log_health().vkey)  # noqa: T201
