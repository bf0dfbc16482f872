"""`python -m verify.tests.operations.older`: the site as the version before webhooks left it, with data of people.

Rows are written through the models of that time, which the migrations themselves remember.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

# The last steps of that version, where later ones exist; None: the part did not exist.
THEN: dict[str, str | None] = {
    "accounts": "0002_walletnonce_walletquestion_walletlogin_grant",
    "cases": "0006_entries_left_out",
    "consents": "0002_copies_of_a_consent",
    "webhooks": None,
    "labels": None,
    "feed": None,
    "batches": None,
    "dossiers": None,
    "archiving": None,
    "contested": None,
    "reports": None,
    "registry": "0005_dated_rows_never_change",
    "audit": None,
    "trials": None,
}
AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def begin(store: str) -> Any:
    """Bring one store to the state of that time; the models as they were."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections[store])
    leaves = [(app, name) for app, name in executor.loader.graph.leaf_nodes() if app not in THEN]
    targets = [*leaves, *((app, name) for app, name in THEN.items() if name)]
    return executor.migrate(targets).apps


def fill(old: Any) -> dict[str, Any]:
    """One of each thing that somebody would miss; what was written, for comparing."""
    user = old.get_model("accounts", "User").objects.create(
        username="ida", password="pbkdf2_sha256$1$x$y", is_staff=True
    )
    desk = old.get_model("accounts", "Organisation").objects.create(name="Desk", slug="desk")
    old.get_model("accounts", "Membership").objects.create(user=user, organisation=desk, role="owner")
    old.get_model("apikeys", "ApiKey").objects.create(
        user=user, organisation=desk, name="robot", prefix="flk_abc", digest="d" * 64, scopes=["check"],
        created=AT, expires=AT + timedelta(days=30),
    )  # fmt: skip
    old.get_model("ledger", "Record").objects.create(
        id="r" * 22, user_id=user.pk, form="open", kind=1, key="k" * 64, sha256="a" * 64,
        media_type="image/png", created=AT,
    )  # fmt: skip
    old.get_model("cases", "Verification").objects.create(
        id="v" * 22, state="done", report={"kept": True}, created=AT, expires_at=AT, owner=user, uploader_key="u" * 64
    )
    platforms = old.get_model("consents", "Platform")
    open_one = platforms.objects.create(id="p1", name="Open", url="https://a.example.org/hook", created=AT)
    platforms.objects.create(id="p2", name="Closed", url="https://b.example.org/hook", created=AT, closed=AT)
    old.get_model("consents", "Notice").objects.create(
        id="n1", platform=open_one, code="likeness.objection_upheld", about="o1", sha256="b" * 64, created=AT, due=AT,
        attempts=3,
    )  # fmt: skip
    return {"user": user.pk, "desk": desk.pk}


def main() -> None:
    """Make it and print the numbers of what was written."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verify.settings")
    import django

    django.setup()
    sys.stdout.write(json.dumps(fill(begin("default"))))


if __name__ == "__main__":
    main()
