"""The page of the chain and the keys: how far anchoring is, what went wrong last, which keys there are."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from verify import wiring
from verify.ledger.errors import LogUnavailable
from verify.ledger.selectors import log_health
from verify.ledger.selectors.anchoring import Anchoring, anchoring
from verify.operators.keys import keys
from verify.operators.views.guard import operators_only
from verify.registry.selectors import current_lists


@require_safe
@operators_only()
def chain(request: HttpRequest) -> HttpResponse:
    """Show it; nothing here changes anything."""
    shown = {
        "at": wiring.now(),
        "health": log_health(),
        "anchors": _anchors(),
        "keys": keys(),
        "lists": current_lists(None),
    }
    return render(request, "operators/chain.html", shown)


def _anchors() -> tuple[Anchoring, ...] | None:
    try:
        return anchoring()
    except LogUnavailable:
        return None
