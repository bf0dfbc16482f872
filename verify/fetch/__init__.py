"""The one guarded way out to a link, for the worker only: the web process never calls it.

`default_fetcher(contact).fetch(url)` returns a `Fetched` or raises `LinkRefused`, `LinkUnavailable` or `LinkTooLarge`.
"""

from verify.fetch.errors import FetchError, LinkRefused, LinkTooLarge, LinkUnavailable
from verify.fetch.fetched import Document, Fetched
from verify.fetch.fetcher import Fetcher, House, WayOut
from verify.fetch.installed import default_fetcher
from verify.fetch.limits import Limits
from verify.fetch.purpose import BINDING, MEDIA, PAGE, TRUST_LIST, Purpose, media_up_to
from verify.fetch.question import Message
from verify.fetch.sentences import sentence

__all__ = [
    "BINDING",
    "MEDIA",
    "PAGE",
    "TRUST_LIST",
    "Document",
    "FetchError",
    "Fetched",
    "Fetcher",
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
