"""Links that posts pass on: who signed a work as published there. No link is fetched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from provenance.statements.checking import host_of
from provenance.statements.evidence import Asked, Party
from provenance.statements.reporting import work_findings
from provenance.statements.sources import SeenSource, source_findings
from provenance.types import Finding
from verify.accounts.models import Organisation
from verify.authors.bound import bound_to
from verify.authors.evidence import evidence_about
from verify.authors.knowing import party_of
from verify.authors.models import Principal, StatementRow
from verify.authors.selectors.finding import claimed_by
from verify.authors.selectors.statements import each_in_turn, hidden_records
from verify.authors.services.effects import VOUCHED
from verify.ledger.parts import parts
from verify.ledger.values import PUBLIC, Viewer

MOST_OF_A_LINK: Final = 3
"""Statements told of one link, each signer's oldest first: each costs what a check of it costs."""

MOST_LOOKED_AT: Final = 100
"""Statements that are looked at for one link: more that name it are an attempt to drown the others."""


def check_sources(
    links: Mapping[str, Sequence[str]],
    *,
    claimed: str = "",
    viewer: Viewer = PUBLIC,
    reader: Organisation | None = None,
) -> tuple[Finding, ...]:
    """What is on record of each link, given with the names of those who recorded a work under it."""
    at, told = parts().clock(), list[Finding]()
    for link, recorders in links.items():
        rows = statements_from(link, viewer=viewer)
        told += source_findings(SeenSource(link, tuple(recorders), bool(rows), _bound(link)), at)
        if rows:
            asked = Asked(None, claimed_by(claimed) if claimed else None, link)
            told += work_findings(evidence_about(rows, viewer=viewer, reader=reader), asked, at)
    return tuple(told)


def statements_from(link: str, *, viewer: Viewer = PUBLIC) -> tuple[StatementRow, ...]:
    """Open statements that name this link and are known to be signed; each signer's oldest before anybody's second."""
    rows = StatementRow.objects.filter(
        source__in=_spellings(link), content_form="sha256", erased=None, state__in=VOUCHED
    )
    seen = rows.select_related("on_behalf_of__principal", "principal__organisation").order_by("created", "pk")
    listed = list(seen[:MOST_LOOKED_AT])
    hidden = hidden_records([row.record_id for row in listed], viewer)
    return tuple(each_in_turn([row for row in listed if row.record_id not in hidden], MOST_OF_A_LINK))


def _bound(link: str) -> Party | None:
    """Who the domain of the link speaks for, where that is one."""
    names = bound_to(host_of(link))
    found = Principal.objects.filter(pk__in=names).select_related("organisation")[:2] if names else ()
    return party_of(found[0]) if len(found) == 1 else None


def _spellings(link: str) -> frozenset[str]:
    """The link as it was sent, and as it leads to the same page: without a fragment, host in small letters."""
    try:
        sent = urlsplit(link)
    except ValueError:
        return frozenset({link})
    scheme, host, path = sent.scheme.lower(), sent.netloc.lower(), sent.path
    other = path[:-1] if path.endswith("/") else f"{path}/"
    return frozenset({link, *(urlunsplit((scheme, host, one, sent.query, "")) for one in (path, other))})
