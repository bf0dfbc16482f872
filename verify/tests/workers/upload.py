"""Queues the check of one small picture in the installation of the environment and prints its id."""

# ruff: noqa: E402 - Django is set up before anything of the site can be imported

import io

import django

django.setup()

from verify.cases.services import verification_start
from verify.cases.tests.examples import png
from verify.cases.uploader import Uploader

print(verification_start(upload=io.BytesIO(png()), size=None, uploader=Uploader.fresh()).pk)  # noqa: T201
