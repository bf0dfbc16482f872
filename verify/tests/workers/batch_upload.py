"""Sends a batch of so many small pictures to the installation of the environment and prints its id."""

# ruff: noqa: E402 - Django is set up before anything of the site can be imported

import sys

import django

django.setup()

from verify.batches.tests.desk import sender, sent, zipped
from verify.cases.tests.examples import png

PICTURES = [(str(number), png(number, 1)) for number in range(1, int(sys.argv[1]) + 1)]
print(sent(zipped(PICTURES), sender()).pk)  # noqa: T201
