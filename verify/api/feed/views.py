"""One view an action: the head, a page, the words behind it, a list that it names. All of it is public."""

from __future__ import annotations

import re
from typing import Final

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from provenance.mirror.chain import PAGE_SCHEMA, SCHEMA
from provenance.mirror.words import SCHEMA as WORDS_SCHEMA
from verify.api.caching import ASK_AGAIN, FOR_EVER, as_you_have_it, etag_of, kept
from verify.api.feed.operations import FEED, FEED_LIST, FEED_PAGE, FEED_WORDS
from verify.api.renderers import ListRenderer, ProblemRenderer
from verify.apikeys.scopes import Scope
from verify.feed.errors import NoSuchPage
from verify.feed.selectors import NO_PAGE, head_seen, list_content, page_head, page_seen, words_of

SHA256: Final = re.compile(r"[0-9a-f]{64}")
MOST_PAGES: Final = 2**31


class _Open(APIView):
    key_scopes = tuple(Scope)
    http_method_names = ("get", "head")


class Feed(_Open):
    """`GET feed`."""

    @FEED
    def get(self, request: Request) -> HttpResponse:
        head = head_seen()
        etag = etag_of(head.note, head.key)
        body = {
            "schema": SCHEMA,
            "feed": head.feed,
            "origin": head.origin,
            "key": head.key,
            "count": head.count,
            "closed": head.closed,
            "at": f"{head.at:%Y-%m-%dT%H:%M:%SZ}",
            "note": head.note,
            "links": {"first": _page(0), "last": _page(head.last)},
        }
        return as_you_have_it(request, etag, ASK_AGAIN) or Response(body, headers=kept(etag, ASK_AGAIN))


class FeedPage(_Open):
    """`GET feed/pages/{page}`."""

    @FEED_PAGE
    def get(self, request: Request, page: int) -> HttpResponse:
        note, closed = page_head(_small(page))
        etag, keeping = etag_of(note), FOR_EVER if closed else ASK_AGAIN
        known = as_you_have_it(request, etag, keeping)
        if known is not None:
            return known
        shown = page_seen(page)
        body = {
            "schema": PAGE_SCHEMA,
            "feed": shown.feed,
            "page": shown.number,
            "before": shown.before,
            "previous": shown.previous,
            "closed": shown.closed,
            "entries": list(shown.entries),
            "note": shown.note,
            "links": {"next": _page(shown.number + 1) if shown.closed else None},
        }
        keeping = FOR_EVER if shown.closed else ASK_AGAIN
        return Response(body, headers=kept(etag_of(shown.note), keeping))


class FeedWords(_Open):
    """`GET feed/pages/{page}/words`."""

    @FEED_WORDS
    def get(self, request: Request, page: int) -> HttpResponse:
        body = {"schema": WORDS_SCHEMA, "page": page, "words": words_of(_small(page))}
        etag = etag_of(JSONRenderer().render(body).decode())
        return as_you_have_it(request, etag, ASK_AGAIN) or Response(body, headers=kept(etag, ASK_AGAIN))


class FeedList(_Open):
    """`GET feed/lists/{sha256}`."""

    renderer_classes = (ListRenderer, ProblemRenderer)

    @FEED_LIST
    def get(self, request: Request, sha256: str) -> HttpResponse:
        if not SHA256.fullmatch(sha256):
            raise NoSuchPage("No list with this digest was published here.")
        content, etag = list_content(sha256), f'"{sha256}"'
        known = as_you_have_it(request, etag, FOR_EVER)
        return known or Response(content, content_type=ListRenderer.media_type, headers=kept(etag, FOR_EVER))


def _small(page: int) -> int:
    """Raises NoSuchPage for numbers that no store holds."""
    if page >= MOST_PAGES:
        raise NoSuchPage(NO_PAGE)
    return page


def _page(number: int) -> str:
    return reverse("api:feed_page", args=[number])
