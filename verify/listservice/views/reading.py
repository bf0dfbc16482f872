"""What anybody may read: maintainers, editions and their downloads, acts, counts."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from provenance.blindlist import editions, pins
from provenance.blindlist.buckets import BUCKET_BYTES
from provenance.blindlist.types import SignedEdition
from verify.blacklist import selectors
from verify.listservice import parts
from verify.listservice.errors import NoSuchThing
from verify.listservice.evaluations import evaluations
from verify.listservice.views.answers import answering, binary, file

READ = ("GET", "HEAD")


@answering(*READ)
def current_set(_request: HttpRequest) -> HttpResponseBase:
    """The maintainers in force."""
    return JsonResponse(pins.set_to_json(parts.shelf().current()))


@answering(*READ)
def sets(_request: HttpRequest) -> HttpResponseBase:
    """Every change of the set, each signed by the set before."""
    return JsonResponse([pins.signed_set_to_json(one) for one in parts.shelf().sets()], safe=False)


@answering(*READ)
def newest(_request: HttpRequest) -> HttpResponseBase:
    """The newest edition that a quorum signed."""
    signed = parts.shelf().newest()
    if signed is None:
        raise NoSuchThing("There is no edition yet.")
    return _signed(signed)


@answering(*READ)
def edition(_request: HttpRequest, number: int) -> HttpResponseBase:
    """An older edition."""
    return _signed(_edition(number))


@answering(*READ)
def filter_bytes(_request: HttpRequest, number: int) -> HttpResponseBase:
    """The filter of an edition."""
    return _download(_edition(number).edition.filter_digest)


@answering(*READ)
def buckets(_request: HttpRequest, number: int) -> HttpResponseBase:
    """All buckets of an edition."""
    return _download(_edition(number).edition.buckets_digest)


@answering(*READ)
def bucket(_request: HttpRequest, number: int, bucket: int) -> HttpResponseBase:
    """One bucket, for those who keep the filter alone."""
    found = _edition(number).edition
    path = parts.shelf().blob(found.buckets_digest)
    if path is None or bucket >> found.bucket_bits:
        raise NoSuchThing(f"This edition has {1 << found.bucket_bits} buckets.")
    with path.open("rb") as source:
        source.seek(bucket * BUCKET_BYTES)
        return binary(source.read(BUCKET_BYTES))


@answering(*READ)
def delta(_request: HttpRequest, number: int, since: int) -> HttpResponseBase:
    """What leads from one edition to another."""
    found = parts.shelf().delta(number, since)
    if found is None:
        raise NoSuchThing("There is no delta between these editions: take the whole one.")
    return binary(found)


@answering(*READ)
def acts(_request: HttpRequest, after: int) -> HttpResponseBase:
    """The acts of the government after this one, for whoever checks what follows from them."""
    return JsonResponse(selectors.acts_after(after), safe=False)


@answering(*READ)
def counts(_request: HttpRequest) -> HttpResponseBase:
    """Public numbers: entries by kind, and how often key holders were asked."""
    signed = parts.shelf().newest()
    entries = dict(signed.edition.counts) if signed else {}
    return JsonResponse({"entries": entries, "edition": signed.edition.edition if signed else None,
                         "evaluations": evaluations()})  # fmt: skip


def _edition(number: int) -> SignedEdition:
    signed = parts.shelf().edition(number)
    if signed is None:
        raise NoSuchThing("There is no such edition.")
    return signed


def _signed(signed: SignedEdition) -> HttpResponse:
    return HttpResponse(editions.to_json(signed), content_type="application/json")


def _download(digest: str) -> FileResponse:
    path = parts.shelf().blob(digest)
    if path is None:
        raise NoSuchThing("This edition is older than those whose downloads are kept.")
    return file(path)
