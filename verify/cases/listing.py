"""From a link that leads to a page to the list of what it shows, and from the list to the checks of what was chosen."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from verify import wiring
from verify.cases.errors import NoSuchVerification
from verify.cases.lookup_models import PagePicture
from verify.cases.models import Verification, VerificationState
from verify.cases.page_pictures import PageItem, UnreadablePage, from_bytes, items_of, to_bytes
from verify.cases.quarantine import Part
from verify.cases.results import store_listing
from verify.cases.services import verification_forget, verification_start_from_link
from verify.cases.uploader import Uploader
from verify.cases.whose import is_theirs
from verify.fetch import PAGE, LinkRefused, LinkTooLarge

# Sixty links of 4,096 characters with their words, as JSON.
LISTED_BYTES = 1_000_000
A_PAGE = "link.page"


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing that a page shows, where it stands in the list, and its check once somebody chose it."""

    place: int
    item: PageItem
    check: Verification | None = field(default=None, repr=False)


def list_page(verification: Verification, link: str) -> None:
    """Fetch the page behind a link and keep the list of what it shows; raises FetchError where it shows nothing."""
    items = _items(link)
    if not items:
        raise LinkRefused(A_PAGE)
    store_listing(verification, to_bytes(items), len(items))
    verification.state = VerificationState.REFUSED


def _items(link: str) -> tuple[PageItem, ...]:
    try:
        with wiring.fetcher().fetch(link, PAGE) as page:
            return items_of(page.file.read(), page.final_url)
    except (UnreadablePage, LinkTooLarge):
        raise LinkRefused(A_PAGE) from None


def is_listing(verification: Verification) -> bool:
    """Whether this is no check of a file but the list of what a page shows."""
    return (
        verification.state == VerificationState.REFUSED and verification.refusal_code == A_PAGE and verification.is_held
    )


def listed(page: Verification, *, uploader: Uploader | None) -> tuple[Listed, ...]:
    """What a page shows, for who looked it up and their team only; raises NoSuchVerification for everybody else."""
    if uploader is None or not is_theirs(page, uploader):
        raise NoSuchVerification
    content = wiring.quarantine().read(page.held, Part.PAGE, LISTED_BYTES) if page.held else None
    chosen = {one.place: one.check_of for one in page.chosen.select_related("check_of")}
    items = from_bytes(content) if content else ()
    return tuple(Listed(place, item, chosen.get(place)) for place, item in enumerate(items))


def picture_check(page: Verification, place: int, *, uploader: Uploader) -> Verification:
    """Start the check of one thing in the list, once; raises NoSuchVerification, LinkNotAllowed, Busy or NoRoom."""
    wanted = next((one for one in listed(page, uploader=uploader) if one.place == place), None)
    if wanted is None:
        raise NoSuchVerification
    if wanted.check is not None:
        return wanted.check
    started = verification_start_from_link(url=wanted.item.url, uploader=uploader)
    try:
        with transaction.atomic():
            PagePicture.objects.create(page=page, place=place, check_of=started)
    except IntegrityError:
        verification_forget(started)
        return PagePicture.objects.get(page=page, place=place).check_of
    return started
