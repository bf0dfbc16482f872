"""The lists that checks stand on: trust lists, makers' roots and revocations, the camera list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import DatabaseError

from provenance.attestation.revocation import STALE_AFTER
from provenance.errors import ProvenanceError
from verify import list_wiring, wiring
from verify.diagnosis.part import Part
from verify.registry.maker_selectors import roots_in_use
from verify.registry.makers import RevocationSource
from verify.registry.models import TrustListVersion
from verify.registry.selectors import current_lists

LIST_OLD: Final = timedelta(days=7)
"""Published lists are refreshed daily; what an operator imports is as old as they mean it to be."""


def trust_lists() -> Iterator[Part]:
    """Each list, and whether it is kept up."""
    try:
        lists = current_lists()
    except DatabaseError:
        return  # said with the stores
    if not lists:
        yield Part("trust list", False, "none: every signer is unknown", todo="manage.py trust refresh")
    for one in lists:
        yield _trust_list(one)


def _trust_list(one: TrustListVersion) -> Part:
    dated = f"issued {one.issued:%Y-%m-%d}" if one.issued else "without a date of its own"
    words = f"{one.name} ({one.tier}), {dated}, {one.certificates} certificates"
    if one.name in settings.TRUST_SOURCES and wiring.now() - one.fetched > LIST_OLD:
        words += f"; last taken in {one.fetched:%Y-%m-%d}"
        return Part("trust list", False, words, todo="manage.py trust refresh, daily; is the way out open?")
    return Part("trust list", True, words)


def makers() -> Iterator[Part]:
    """Whether devices of any maker are vouched for, and how old what is known of revocations is."""
    try:
        roots, sources = roots_in_use(None), list(RevocationSource.objects.order_by("platform"))
    except DatabaseError:
        return
    names = ", ".join(sorted({f"{root.maker} ({root.platform})" for root in roots}))
    todo = "" if roots else "manage.py roots import (docs/attestation.md)"
    yield Part("makers' roots", bool(roots), names or "none: no device is vouched for", todo=todo)
    for one in sources:
        fresh = one.seen is not None and wiring.now() - one.seen <= STALE_AFTER
        seen = f"last seen {one.seen:%Y-%m-%d %H:%M} UTC" if one.seen else "never seen"
        words = f"{seen}{f'; {one.problem}' if one.problem else ''}"
        todo = "" if fresh else "look whether workers run and may reach ANDROID_STATUS_URL"
        yield Part(f"revocations of {one.platform}", fresh, words, todo=todo)


def list_service() -> Iterator[Part]:
    """Only where this installation runs one."""
    # Editions are read with arrays, and the web process, which asks for the other parts, holds none.
    from verify.listservice.health import list_health

    health = list_health(wiring.now())
    if health is not None:
        todo = "" if health.speaks else "ask the maintainers for their next edition (docs/list-service.md)"
        yield Part("list service", health.speaks, health.words, todo=todo)


def camera_list() -> Iterator[Part]:
    """Which edition of the camera list is here, and whether it still speaks."""
    yield _camera_list()


def _camera_list() -> Part:
    name = "camera list"
    if not list_wiring.is_asked():
        todo = "set BLACKLIST_URL, BLACKLIST_TOKEN and BLACKLIST_PINS (docs/cameras.md)"
        return Part(name, False, "none is asked; results say so", todo=todo)
    try:
        near = list_wiring.mirror()
        edition = near.edition if near is not None else None
    except ProvenanceError as problem:
        return Part(name, False, problem.public, todo="check BLACKLIST_PINS and BLACKLIST_DIR")
    todo = "look whether workers run and the list service is up"
    if edition is None:
        return Part(name, False, "no edition is here yet", todo=todo)
    words = f"edition {edition.edition}, epoch {edition.epoch}, until {edition.expires_at:%Y-%m-%d %H:%M} UTC"
    speaks = edition.expires_at > wiring.now()
    return Part(name, speaks, words if speaks else f"{words}: no camera can be asked", todo="" if speaks else todo)
