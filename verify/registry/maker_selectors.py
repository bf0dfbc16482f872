"""Questions about makers: what a reader of one organisation brings along when devices' attestations are checked."""

from __future__ import annotations

import threading
from datetime import datetime
from functools import lru_cache
from typing import TypeVar

from cryptography import x509
from django.db.models import Q, QuerySet

from provenance.attestation.ocsp import OcspAnswer, read_ocsp
from provenance.attestation.revocation import Book
from provenance.attestation.status_list import StatusList, read_status_list
from provenance.attestation.types import KeyDigest, MakerRoot, Platform, Reader, RootTier
from verify.accounts.models import Organisation
from verify.prepared import Prepared
from verify.registry.makers import CountedApp, MakerRootVersion, OcspResponse, RevocationSource

R = TypeVar("R", MakerRootVersion, CountedApp)

MOST_RESPONSES = 5000
"""OCSP responses that one reader brings along: all cross the pipe to the process that opens media."""

_built: dict[tuple[object, ...], Reader] = {}
_guard = threading.Lock()
_MOST_BUILT = 64


def roots_in_use(organisation: Organisation | None) -> tuple[MakerRootVersion, ...]:
    """The newest word on each key that still counts for this organisation's readers, the installation's included."""
    newest: dict[tuple[int | None, str, str], MakerRootVersion] = {}
    for row in _of(MakerRootVersion.objects.all(), organisation).order_by("id"):
        newest[row.organisation_id, row.platform, row.key] = row
    return tuple(sorted((row for row in newest.values() if row.counts), key=lambda row: (row.maker.casefold(), row.pk)))


def apps_in_use(organisation: Organisation | None) -> tuple[str, ...]:
    """The apps whose captures count for this organisation's readers."""
    return tuple(sorted(set(_of(CountedApp.objects.all(), organisation).values_list("app", flat=True))))


def reader_for(organisation: Organisation | None) -> Reader:
    """What counts for attestations of devices; None asks for the installation's own."""
    key = state_of_makers(organisation)
    with _guard:
        if key not in _built:
            while len(_built) >= _MOST_BUILT:
                _built.pop(next(iter(_built)))
            _built[key] = _reader(organisation)
        return _built[key]


def state_of_makers(organisation: Organisation | None) -> tuple[object, ...]:
    """Changes whenever a reader's answer could."""
    common = (_sources.rows(), _responses.rows())
    if organisation is None:
        return (None, _roots_of_all.rows(), _apps_of_all.rows(), *common)
    return (organisation.pk, tuple(_roots(organisation)), apps_in_use(organisation), *common)


def _roots(organisation: Organisation | None) -> QuerySet[MakerRootVersion, tuple[object, ...]]:
    return _of(MakerRootVersion.objects.all(), organisation).order_by("id").values_list("id", "key", "created")


_roots_of_all = Prepared(lambda: _roots(None))
_apps_of_all = Prepared(lambda: _of(CountedApp.objects.all(), None).order_by("id").values_list("id", "app"))
_sources = Prepared(
    lambda: RevocationSource.objects.order_by("id").values_list("platform", "version__sha256", "seen", "problem")
)
_responses = Prepared(lambda: OcspResponse.objects.order_by("-id").values_list("sha256")[:MOST_RESPONSES])


def _of(rows: QuerySet[R], organisation: Organisation | None) -> QuerySet[R]:
    return rows.filter(Q(organisation__isnull=True) | Q(organisation=organisation))


def _reader(organisation: Organisation | None) -> Reader:
    # A newsroom's own word on a key comes last and wins over the installation's.
    rows = sorted(roots_in_use(organisation), key=lambda row: row.organisation_id is not None)
    roots = {(row.key, row.platform): _root(row) for row in rows}
    return Reader(roots=tuple(roots.values()), revocations=_book(), apps=apps_in_use(organisation))


def _root(row: MakerRootVersion) -> MakerRoot:
    return MakerRoot(
        KeyDigest(bytes.fromhex(row.key)), row.maker, Platform(row.platform), RootTier(row.tier), bytes(row.spki),
        row.valid_from, row.valid_to, row.origin,
    )  # fmt: skip


def _book() -> Book:
    sources = list(RevocationSource.objects.select_related("version").order_by("id"))
    lists = tuple(_list(source) for source in sources if source.version_id and source.seen)
    never = tuple(Platform(one.platform) for one in sources if not one.seen and one.problem)
    rows = OcspResponse.objects.order_by("-id")[:MOST_RESPONSES]
    return Book(lists, tuple(answer for row in rows for answer in _answers(row)), never)


def _list(source: RevocationSource) -> StatusList:
    version, seen = source.version, source.seen
    if version is None or seen is None:
        raise ValueError("a source that was never seen has no list")
    return _parsed(version.content, seen, version.origin, Platform(source.platform))


@lru_cache(maxsize=8)
def _parsed(content: str, seen: datetime, origin: str, platform: Platform) -> StatusList:
    # One list for the readers of all organisations: policies are compared with every file.
    return read_status_list(content.encode(), seen, origin, platform)


def _answers(row: OcspResponse) -> tuple[OcspAnswer, ...]:
    return _checked(bytes(row.response), bytes(row.issuer), row.origin)


@lru_cache(maxsize=MOST_RESPONSES)
def _checked(response: bytes, issuer: bytes, origin: str) -> tuple[OcspAnswer, ...]:
    # Checked again here: a row that somebody put into the database says nothing by itself.
    return read_ocsp(response, x509.load_der_x509_certificate(issuer), origin)
