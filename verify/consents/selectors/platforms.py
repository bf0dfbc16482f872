"""Which platforms are told: the addresses that belong to no team but to the installation."""

from __future__ import annotations

from django.db.models import QuerySet

from verify.webhooks.models import Subscription

DERIVED_FROM = "verify.consents.platforms"
"""What their secrets are worked out with; it never changes, or no platform would accept a message."""


def platforms() -> QuerySet[Subscription]:
    """Every platform that is told, or would be if it were not switched off; oldest first."""
    return Subscription.objects.filter(organisation=None, user=None, derived_from=DERIVED_FROM).order_by("created")
