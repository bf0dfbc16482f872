"""What the views of the list service stand on, built from the settings; tests hand in others."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from provenance.blindlist.holders_http import WebHttp
from verify.listservice.shelf import Shelf


def shelf() -> Shelf:
    """The files of this list service."""
    return Shelf(Path(settings.LIST_DIR))


@cache
def relay() -> WebHttp:
    """The way to key holders."""
    return WebHttp()
