"""Editions of the list that a quorum signed: their digest goes to the log."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from provenance.blindlist.editions import edition_digest
from provenance.blindlist.types import SignedEdition
from verify.blacklist.models import EditionRow
from verify.blacklist.services.writing import edition_leaf_enter
from verify.blacklist.state import STORE


@transaction.atomic(using=STORE)
def edition_record(signed: SignedEdition) -> EditionRow:
    """Remember an edition and record its digest; a repeated call finds the same.

    Whoever calls has checked the signatures.
    """
    edition = signed.edition
    row, new = EditionRow.objects.get_or_create(
        pk=edition.edition,
        defaults={
            "epoch": edition.epoch,
            "digest": edition_digest(edition),
            "signatures": len(signed.signatures),
            "made": edition.made_at,
        },
    )
    if new:
        transaction.on_commit(partial(edition_leaf_enter, row), using=STORE, robust=True)
    return row
