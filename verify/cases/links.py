"""Links that were recorded with a work: found again by whoever has the link, kept as marks that say nothing.

A mark is an HMAC-SHA-256 of the plain spelling of a link. Whoever names a link need not own it: a recorded link is the
recorder's word, and every page says so.
"""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import unquote_plus, urlsplit, urlunsplit

from django.conf import settings

from verify.cases.arriving import plausible
from verify.cases.lookup_models import RecordedLink
from verify.ledger.models import Form, Record

PURPOSE = b"firstlight/recorded-link/1\0"
# Added by networks on the way, never part of what a link names.
TRACES = frozenset({"fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "ref_src", "yclid"})
TRACE_PREFIX = "utm_"
# More are an attempt to drown a look-up; the oldest say what matters.
MOST_FOUND = 50


def plain_spelling(url: str) -> str:
    """Return the link without scheme, fragment and traces of networks; raises LinkNotAllowed."""
    split = urlsplit(plausible(url))
    # What stays is left as it is spelled: with and without traces it must be the same link.
    kept = [one for one in split.query.split("&") if not _is_trace(unquote_plus(one.partition("=")[0]))]
    return urlunsplit(("", split.netloc, split.path, "&".join(kept), ""))


def _is_trace(name: str) -> bool:
    return name.lower() in TRACES or name.lower().startswith(TRACE_PREFIX)


def mark_of(url: str) -> str:
    """Return what is stored of a link, in hex; raises LinkNotAllowed."""
    return hmac.new(settings.HANDLE_KEY, PURPOSE + plain_spelling(url).encode(), hashlib.sha256).hexdigest()


def link_name(record: Record, url: str) -> None:
    """Note that this open record is found under a link; the first link stays. Raises LinkNotAllowed.

    Of sealed records no link is ever noted: a mark that stands beside one would answer for it.
    """
    mark = mark_of(url)
    if record.form == Form.OPEN:
        RecordedLink.objects.get_or_create(record=record, defaults={"mark": mark})


def records_of_link(url: str) -> list[Record]:
    """Return the open records that name this link, oldest first, each recorder's oldest only; raises LinkNotAllowed."""
    shown = Record.objects.filter(link__mark=mark_of(url), form=Form.OPEN, hidden=None)
    first: dict[tuple[int | None, int | None], Record] = {}
    for record in shown.order_by("created", "pk")[: MOST_FOUND * 10]:
        first.setdefault(_party(record), record)
    return list(first.values())[:MOST_FOUND]


def _party(record: Record) -> tuple[int | None, int | None]:
    return (record.organisation_id, None if record.organisation_id is not None else record.user_id)
