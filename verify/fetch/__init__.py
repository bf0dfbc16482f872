"""The one guarded way out to a link, for the worker only: the web process never calls it.

`default_fetcher(contact).fetch(url)` returns a `Fetched` or raises `LinkRefused`, `LinkUnavailable` or `LinkTooLarge`.
"""

from verify.fetch.errors import FetchError, LinkRefused, LinkTooLarge, LinkUnavailable
from verify.fetch.fetched import Document, Fetched, Head
from verify.fetch.fetcher import Fetcher, House, WayOut
from verify.fetch.installed import default_fetcher
from verify.fetch.limits import Limits
from verify.fetch.purpose import ARCHIVED_PAGE, ARCHIVED_PICTURE, BINDING, MEDIA, PAGE, TRUST_LIST, Purpose, media_up_to
from verify.fetch.question import Message
from verify.fetch.sentences import sentence

__all__ = [
    "ARCHIVED_PAGE",
    "ARCHIVED_PICTURE",
    "BINDING",
    "MEDIA",
    "PAGE",
    "TRUST_LIST",
    "Document",
    "FetchError",
    "Fetched",
    "Fetcher",
    "Head",
    "House",
    "Limits",
    "LinkRefused",
    "LinkTooLarge",
    "LinkUnavailable",
    "Message",
    "Purpose",
    "WayOut",
    "default_fetcher",
    "media_up_to",
    "sentence",
]
