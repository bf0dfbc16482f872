"""Whom the operator lets be told of upheld objections and of consents that were taken back.

They are addresses among the webhooks, and brought, repeated and given up as all of those are.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from verify.audit.services import note, veiled
from verify.consents.errors import BadConsent
from verify.consents.selectors.platforms import DERIVED_FROM
from verify.consents.services.notices import TO_PLATFORMS
from verify.webhooks.errors import WebhookError
from verify.webhooks.models import Subscription
from verify.webhooks.secrets import derived_secret, secret_text
from verify.webhooks.services.subscribing import address, subscription_close


@transaction.atomic
def platform_open(*, name: str, url: str, at: datetime) -> Subscription:
    """Tell this address from now on; raises BadConsent where it is none that can be called."""
    try:
        called = address(url)
    except WebhookError as problem:
        raise BadConsent("platform.address", str(problem)) from problem
    made = Subscription.objects.create(
        name=name, url=called, events=list(TO_PLATFORMS), derived_from=DERIVED_FROM, created=at
    )
    note("platform.opened", about="platform", subject=veiled(made.pk))
    return made


@transaction.atomic
def platform_close(platform: Subscription) -> None:
    """Tell it nothing any more; what is on its way is forgotten."""
    note("platform.closed", about="platform", subject=veiled(platform.pk))
    subscription_close(platform)


def secret_of(platform: Subscription) -> str:
    """The secret with which messages to this platform are signed, as it is handed over."""
    return secret_text(derived_secret(platform.pk, DERIVED_FROM))
