"""How authors are bound to names outside, as the rules take it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from provenance.statements.evidence import Bound
from verify.accounts.models import Organisation


def bindings_of(principals: Collection[str], *, reader: Organisation | None = None) -> Mapping[str, tuple[Bound, ...]]:
    """The bindings of these principals, strongest first, by the trust lists of this organisation's readers."""
    from verify.authors.bindings import selectors  # it asks for the models, which are loaded later than this

    return selectors.bindings_of(principals, reader=reader) if principals else {}


def bound_to(domain: str) -> tuple[str, ...]:
    """The principals whose binding to this domain holds now."""
    from verify.authors.bindings import selectors

    return selectors.principals_bound_to(domain)
