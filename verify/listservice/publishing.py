"""An edition is published when a quorum of the maintainers in force signed it and its downloads are here."""

from __future__ import annotations

from provenance.blindlist import editions, layers
from provenance.blindlist.buckets import BUCKET_BYTES, MOST_BITS
from provenance.blindlist.errors import EpochRefused
from provenance.blindlist.pins import follow
from provenance.blindlist.proposing import edition_topic, editions_on, set_topic, sets_on
from provenance.blindlist.types import Edition, SignedEdition
from verify.blacklist import services
from verify.listservice import parts
from verify.listservice.errors import NoSuchThing


def proposals(number: int) -> tuple[SignedEdition, ...]:
    """What members proposed under this number."""
    shelf = parts.shelf()
    return editions_on(shelf.messages(edition_topic(number)), number, shelf.current())


def publish_if_signed(number: int) -> SignedEdition | None:
    """Publish the edition of this number; None where that is not so yet, or it is published."""
    shelf = parts.shelf()
    newest = shelf.newest()
    if newest is not None and number <= newest.edition.edition:
        return None
    signed = next((one for one in proposals(number) if _is_signed(one) and _has_downloads(one.edition)), None)
    if signed is not None:
        services.edition_record(signed)
        shelf.publish(signed)
        shelf.tidy()
    return signed


def follow_if_signed(number: int) -> None:
    """Put a change of the set in force once a quorum of the one before signed it."""
    shelf = parts.shelf()
    current = shelf.current()
    for signed in sets_on(shelf.messages(set_topic(number)), number, current):
        try:
            follow(current, signed)
        except EpochRefused:
            continue
        shelf.put_set(signed)
        return


def size_of_download(number: int, digest: str) -> int:
    """How large a download may be that a proposal of this number names; raises NoSuchThing where none does."""
    for signed in proposals(number):
        if digest == signed.edition.filter_digest:
            return layers.MOST_BYTES
        if digest == signed.edition.buckets_digest and 0 <= signed.edition.bucket_bits <= MOST_BITS:
            return BUCKET_BYTES << signed.edition.bucket_bits
    raise NoSuchThing("No proposal of a maintainer names this download.")


def _is_signed(signed: SignedEdition) -> bool:
    try:
        editions.check(signed, parts.shelf().current())
    except EpochRefused:
        return False
    return True


def _has_downloads(edition: Edition) -> bool:
    return all(parts.shelf().blob(one) is not None for one in (edition.filter_digest, edition.buckets_digest))
