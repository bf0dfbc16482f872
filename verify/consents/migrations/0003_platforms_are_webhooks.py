"""Platforms and what is on its way to them move to the webhooks, under their numbers, so that their secrets stay."""

from __future__ import annotations

import json
from typing import Any

from django.db import migrations

# As they were when this was written: what a migration does never changes.
EVENTS = ["likeness.objection_upheld", "likeness.objection_lifted", "likeness.consent_revoked"]
DERIVED_FROM = "verify.consents.platforms"


def move(apps: Any, _editor: Any) -> None:
    """Open platforms become subscriptions of the installation, and their notices messages."""
    Platform, Notice = apps.get_model("consents", "Platform"), apps.get_model("consents", "Notice")
    Subscription, Delivery = apps.get_model("webhooks", "Subscription"), apps.get_model("webhooks", "Delivery")
    for one in Platform.objects.filter(closed=None):
        Subscription.objects.create(
            id=one.pk, name=one.name, url=one.url, events=EVENTS, derived_from=DERIVED_FROM, created=one.created
        )
    for notice in Notice.objects.filter(platform__closed=None).iterator():
        Delivery.objects.create(**_message(notice))


def _message(notice: Any) -> dict[str, Any]:
    told = {"type": notice.code, "timestamp": f"{notice.created:%Y-%m-%dT%H:%M:%SZ}", "data": {"sha256": notice.sha256}}
    given_up = notice.due is None and notice.delivered is None
    return {
        "id": notice.pk,
        "subscription_id": notice.platform_id,
        "event": notice.code,
        "matter": notice.about,
        "body": json.dumps(told, separators=(",", ":")),
        "created": notice.created,
        "since": notice.created,
        "attempts": notice.attempts,
        "due": None if notice.delivered else notice.due,
        "delivered": notice.delivered,
        "dead": notice.created if given_up else None,
    }


class Migration(migrations.Migration):
    dependencies = [
        ("consents", "0002_copies_of_a_consent"),
        ("webhooks", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.DeleteModel(name="Notice"),
        migrations.DeleteModel(name="Platform"),
    ]
