"""Which came first, as far as anything shows: a record's interval against a moment. Source: docs/authors.md."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from provenance.statements.evidence import Ended, Written


class Order(StrEnum):
    """`before`: the record is proven to be older than the moment; `after`: younger; `unknown`: nothing shows which."""

    BEFORE = "before"
    AFTER = "after"
    UNKNOWN = "unknown"


def order(written: Written, moment: datetime, *, stated: datetime | None = None) -> Order:
    """How a record stands to a moment.

    It is before only where it was provably written by then. It is after where it was provably begun later, or where
    its signer's own clock says so: that clock counts against the signer and never for them.
    """
    if written.by is not None and written.by <= moment:
        return Order.BEFORE
    if written.not_before is not None and written.not_before >= moment:
        return Order.AFTER
    return Order.AFTER if stated is not None and stated >= moment else Order.UNKNOWN


def in_hindsight(written: Written, ended: Ended) -> bool:
    """Whether the end was said only after this was on record: nobody who read the record then could know it."""
    return ended.said.not_before is not None and order(written, ended.said.not_before) is Order.BEFORE
