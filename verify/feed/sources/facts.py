"""What is so now: who recorders are, how the log stands, whom this installation trusts, which camera list it has.

Everything here is on public pages already, newsrooms' own lists and roots excepted, which are left out. A change is
published where the newest word about its subject differs from what is so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef

from provenance.attestation.types import Reader
from provenance.attestation.wire import reader_to_json
from verify.accounts.models import Organisation
from verify.blacklist.models import EditionRow
from verify.cases.on_record import GONE as GONE_NAME
from verify.cases.on_record import SOMEBODY
from verify.feed.values import Change
from verify.ledger.models import Form, KeyPurpose, Record, Recorder
from verify.ledger.parts import parts
from verify.ledger.selectors.log import vkey_of
from verify.registry.maker_selectors import reader_for
from verify.registry.makers import RevocationSource
from verify.registry.models import DeniedSigner
from verify.registry.selectors import current_lists

LINKS = {"self": "/api/v1/records/{id}", "bundle": "/api/v1/records/{id}/bundle", "page": "/r/{id}"}
"""Where a record is read; the tests hold these against the routes."""

KINDS = frozenset({"installation", "recorder", "list", "status", "maker_root", "app", "denied", "camera_list"})
"""Kinds of which this module says everything that is so: what it says no more is gone."""


def facts() -> Iterator[Change]:
    """Everything that is so now."""
    yield _installation()
    yield from _recorders()
    yield from _lists()
    yield from _status_lists()
    yield from _makers(reader_for(None))
    yield from _denied()
    yield from _camera_list()


def _installation() -> Change:
    body = {
        "origin": parts().terms.origin,
        "log": vkey_of(KeyPurpose.LOG),
        "demo": settings.DEMO,
        "development_chain": parts().terms.development_chain,
        "unnamed": SOMEBODY,
        "links": LINKS,
    }
    return Change("installation", "", body)


def _recorders() -> Iterator[Change]:
    """Organisations by the pseudonym of their leaves; people are never named.

    One that only sealed has a pseudonym too, and nobody outside may learn that it records here at all.
    """
    openly = Record.objects.filter(organisation_id=OuterRef("organisation_id"), form=Form.OPEN, index__isnull=False)
    rows = list(Recorder.objects.filter(Exists(openly), organisation_id__isnull=False).order_by("pk"))
    names = dict(Organisation.objects.filter(pk__in=[row.organisation_id for row in rows]).values_list("pk", "name"))
    for row in rows:
        yield Change("recorder", bytes(row.pseudonym).hex(), {"name": names.get(row.organisation_id) or GONE_NAME})


def _lists() -> Iterator[Change]:
    for row in current_lists(None):
        body = {
            "tier": row.tier,
            "sha256": hashlib.sha256(row.pem.encode()).hexdigest(),
            "issued": _day(row.issued),
            "fetched": _day(row.fetched),
            "certificates": row.certificates,
            "origin": row.origin,
        }
        yield Change("list", row.name, body)


def _status_lists() -> Iterator[Change]:
    """Lists of withdrawn certificates, with the hour in which the source last said so."""
    for source in RevocationSource.objects.select_related("version").exclude(version=None, seen=None):
        if source.version is not None and source.seen is not None:
            seen = source.seen.replace(minute=0, second=0, microsecond=0).isoformat()
            sha256 = hashlib.sha256(source.version.content.encode()).hexdigest()
            body = {"sha256": sha256, "seen": seen, "origin": source.version.origin, "entries": source.version.entries}
            yield Change("status", source.platform, body)


def _makers(reader: Reader) -> Iterator[Change]:
    plain = reader_to_json(Reader(roots=reader.roots))["roots"]
    for root in plain if isinstance(plain, list) else ():
        yield Change("maker_root", f"{root['platform']} {root['key']}", root)
    for app in reader.apps:
        yield Change("app", app, {})


def _denied() -> Iterator[Change]:
    """By issuer, serial number or key, without the operator's reason."""
    for row in DeniedSigner.objects.order_by("pk"):
        body = {"issuer": row.issuer or None, "serial": row.serial or None, "key": row.key or None}
        name = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        yield Change("denied", name, body)


def _camera_list() -> Iterable[Change]:
    """Which edition there is; the list itself is fetched from its own service (docs/blind-list.md)."""
    row = EditionRow.objects.order_by("-pk").first()
    if row is None:
        return ()
    made = row.made.isoformat().replace("+00:00", "Z")
    body = {"edition": row.edition, "epoch": row.epoch, "digest": row.digest, "made": made}
    return (Change("camera_list", "", body),)


def _day(moment: datetime | None) -> str | None:
    return moment.date().isoformat() if moment else None
