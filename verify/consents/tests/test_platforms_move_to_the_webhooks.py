"""An installation that told platforms before keeps telling them: same numbers, same secrets, and nothing is lost."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.crypto import salted_hmac

from verify.consents.selectors.platforms import platforms
from verify.consents.services.notices import UPHELD, platforms_tell
from verify.webhooks.models import Delivery
from verify.webhooks.secrets import secrets_of

BEFORE, AFTER = [("consents", "0002_copies_of_a_consent")], [("consents", "0003_platforms_are_webhooks")]
AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
WORK = "ab" * 32


def migrated(to: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    return MigrationExecutor(connection).loader.project_state(to).apps


def notice(apps: Any, platform: Any, about: str, **changed: Any) -> Any:
    columns = {"about": about, "code": UPHELD, "sha256": WORK, "created": AT, "due": AT, **changed}
    return apps.get_model("consents", "Notice").objects.create(id=f"n{about}"[:22], platform=platform, **columns)


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_platforms_and_what_is_on_its_way_move_to_the_webhooks() -> None:
    try:
        old = migrated(BEFORE)
        make = old.get_model("consents", "Platform").objects.create
        here = make(id="p" * 22, name="Posts", url="https://posts.example/hook", created=AT)
        make(id="c" * 22, name="Closed", url="https://closed.example/", created=AT, closed=AT)
        matter = "2bb79ceab3a67d60e7dc35fcb35b6d34fcd7bd37f5cc9ff5ac5d6cd5c2e51c3e"
        waiting = notice(old, here, matter, attempts=3, due=AT + timedelta(hours=2))
        arrived = notice(old, here, "arrived", due=None, delivered=AT)
        given_up = notice(old, here, "gone", due=None)
    finally:
        call_command("migrate", "consents", verbosity=0)

    (moved,) = platforms()
    assert (moved.pk, moved.url, moved.created) == (here.pk, here.url, AT)
    secret = salted_hmac("verify.consents.platforms", here.pk, secret=_key(), algorithm="sha256").digest()
    assert secrets_of(moved, AT) == (secret,)
    rows = {row.pk: row for row in Delivery.objects.all()}
    assert set(rows) == {waiting.pk, arrived.pk, given_up.pk}
    assert (rows[waiting.pk].due, rows[waiting.pk].attempts) == (AT + timedelta(hours=2), 3)
    assert rows[waiting.pk].matter == matter
    assert rows[arrived.pk].delivered == AT
    assert rows[given_up.pk].dead == AT
    told = {"type": UPHELD, "timestamp": "2026-11-01T12:00:00Z", "data": {"sha256": WORK}}
    assert json.loads(rows[waiting.pk].body) == told


@pytest.mark.django_db(databases="__all__")
def test_a_matter_that_was_told_before_the_move_is_not_told_again(platform: Any) -> None:
    """The digest of a matter is the one that it always was."""
    from hashlib import sha256

    platforms_tell(about="objection", code=UPHELD, sha256=WORK)
    assert Delivery.objects.get().matter == sha256(b"firstlight/notice/objection").hexdigest()


def _key() -> str:
    from django.conf import settings

    return settings.SECRET_KEY
