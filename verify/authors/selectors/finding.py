"""Whom a line of text means: a public id, a wallet's address, or a domain that is bound to somebody."""

from __future__ import annotations

import re
from typing import Final

from provenance.statements.evidence import Claimed
from verify.authors.bound import bound_to
from verify.authors.models import Key, Principal
from verify.authors.models.principals import ID_CHARS
from verify.authors.names import plain_line

LONGEST: Final = 600
ADDRESS: Final = re.compile(r"0[xX][0-9a-fA-F]{40}")
ID: Final = re.compile(rf"[A-Za-z0-9]{{{ID_CHARS}}}")
DID_WEB: Final = re.compile(r"did:web:([A-Za-z0-9.-]+)")
DOMAIN: Final = re.compile(r"(?:https?://)?((?:[A-Za-z0-9_-]{1,63}\.)+[A-Za-z][A-Za-z0-9-]{1,62})(?:[/?#].*)?")


def author_find(text: str) -> Principal | None:
    """Who is meant; None where nobody is known by that, or more than one."""
    found = Principal.objects.filter(pk__in=_ids(text.strip()[:LONGEST])).select_related("organisation")[:2]
    return found[0] if len(found) == 1 else None


def claimed_by(text: str) -> Claimed:
    """The text with everybody it may stand for: public ids, and addresses in lower case. A name stands for nobody."""
    text = plain_line(text, LONGEST)
    ids = _ids(text)
    addresses = set(Key.objects.filter(principal_id__in=ids).values_list("address", flat=True))
    if ADDRESS.fullmatch(text):
        # Of a wallet only that wallet is meant where nobody claimed it, and else its owner.
        addresses.add(text.lower())
    return Claimed(text, frozenset(ids | addresses))


def _ids(text: str) -> set[str]:
    if ADDRESS.fullmatch(text):
        return set(Key.objects.filter(address=text.lower()).values_list("principal_id", flat=True))
    if ID.fullmatch(text):
        return set(Principal.objects.filter(pk=text).values_list("pk", flat=True))
    domain = DID_WEB.fullmatch(text) or DOMAIN.fullmatch(text)
    return set(bound_to(domain[1].lower())) if domain else set()
