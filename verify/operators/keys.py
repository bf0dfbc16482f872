"""The keys of the installation as far as the web process may know them: names, public halves, ages; no secret."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verify.ledger.models import DeskKey, PublicKey

YEAR: Final = timedelta(days=365)

WHEN: Final[dict[str, str | Promise]] = {
    "log": _("never while the log lives"),
    "witness": _("when it may be known elsewhere"),
    "report": _("when it may be known elsewhere"),
    "wallet": _("when it may be known elsewhere"),
    "account": _("never, unless stolen"),
    "handle": _("never, unless stolen"),
    "ombudsman": _("never, unless stolen"),
    "secret": _("yearly, and when somebody who knew it leaves"),
}
"""As the table of rotation says (docs/operate.md)."""

YEARLY: Final = frozenset(("secret",))


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One key; `public` is its public half where it has one, `since` None where the file is not seen from here."""

    name: str
    public: str
    since: datetime | None
    when: str | Promise
    next: datetime | None = None


def keys() -> tuple[KeyLine, ...]:
    """Those of the installation, then those of desks."""
    return tuple(_installation()) + tuple(
        KeyLine(f"desk {one.organisation_id}", one.address, one.created, _("when somebody who could sign leaves"))
        for one in DeskKey.objects.order_by("organisation_id")
    )


def _installation() -> Iterator[KeyLine]:
    public = dict(PublicKey.objects.values_list("purpose", "vkey"))
    for name, when in WHEN.items():
        since = _since(Path(settings.DATA_DIR) / "keys" / f"{name}.key")
        if since is not None or name in public:
            due = since + YEAR if since is not None and name in YEARLY else None
            yield KeyLine(name, public.get(name, ""), since, when, due)


def _since(file: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except OSError:
        return None
