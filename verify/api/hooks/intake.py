"""Reads from a request which address is meant; what does not fit is refused in words."""

from __future__ import annotations

import re
from typing import Annotated

import msgspec
from msgspec import Meta
from rest_framework.request import Request

from verify.api.paging import before_in
from verify.api.records.intake import read, required_length
from verify.webhooks.events import ALL
from verify.webhooks.models import ADDRESS_CHARS, NAME_CHARS

NUMBER = re.compile(r"[A-Za-z0-9_-]{22}")
MESSAGE = re.compile(r"msg_[A-Za-z0-9_-]{22}|[A-Za-z0-9_-]{22}")


class WebhookWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An address to tell, and of what."""

    name: Annotated[str, Meta(min_length=1, max_length=NAME_CHARS)]
    url: Annotated[str, Meta(min_length=1, max_length=ADDRESS_CHARS)]
    events: Annotated[list[str], Meta(min_length=1, max_length=len(ALL))]


def webhook_wanted(request: Request) -> WebhookWanted:
    """The address; raises ProblemRaised."""
    required_length(request)
    return read(request.data, WebhookWanted, "bad_webhook")


def before_of(request: Request) -> str:
    """The message below which older ones are wanted; raises ProblemRaised."""
    return before_in(request, MESSAGE)
