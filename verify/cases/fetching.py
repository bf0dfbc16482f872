"""From a link to a file in quarantine; the link dies as soon as the fetch has ended, whatever came of it."""

from __future__ import annotations

from verify import wiring
from verify.cases.arriving import arriving_media
from verify.cases.listing import list_page
from verify.cases.models import Phase, Verification
from verify.cases.quarantine import Part
from verify.fetch import Fetched, LinkRefused
from verify.fetch.limits import MAX_LINK_CHARS

# Every character of a link may take three bytes more once it is encoded.
LINK_BYTES = 4 * MAX_LINK_CHARS


def fetch_into_quarantine(verification: Verification) -> None:
    """Fetch what a link names, if there is one; raises FetchError, Refused or NoRoom.

    Where it names a page, what the page shows is listed and the verification has ended.
    """
    quarantine = wiring.quarantine()
    link = quarantine.read(verification.held, Part.LINK, LINK_BYTES) if verification.held else None
    if link is None:
        return
    Verification.objects.filter(pk=verification.pk).update(phase=Phase.FETCHING)
    try:
        _fetch(verification, link.decode())
    finally:
        quarantine.remove(verification.held, Part.LINK)


def _fetch(verification: Verification, link: str) -> None:
    try:
        fetched = wiring.fetcher().fetch(link)
    except LinkRefused as refused:
        if refused.code != "link.page":
            raise
        list_page(verification, link)
    else:
        _hold(verification, fetched)


def _hold(verification: Verification, fetched: Fetched) -> None:
    with fetched.file, arriving_media(fetched.file, fetched.size, None) as arriving:
        quarantine, old = wiring.quarantine(), verification.held
        verification.held = arriving.keep()
        Verification.objects.filter(pk=verification.pk).update(held=verification.held)
        quarantine.remove(old)
