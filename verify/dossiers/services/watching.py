"""Watching: what a result page says now is held against what it said before, and the difference is told.

A watch tells nothing that the page itself would not show its reader at that moment, and of checks it tells only those
of the same team. That somebody else checked a file is told to nobody: else whoever watches a leaked file would learn
when its source, or the next newsroom that was given it, brings it here. A sealed record answers no watch either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import structlog
from django.db import transaction

from verify import wiring
from verify.dossiers.errors import NotNow
from verify.dossiers.gist import gist_of
from verify.dossiers.limits import LOOK_EVERY, MOST_WATCHES, WATCHES_A_ROUND
from verify.dossiers.models import ActKind, Dossier, Item, News, NewsKind, Watch
from verify.dossiers.services.mailing import news_mail
from verify.dossiers.services.trail import act_add
from verify.dossiers.teams import AtTheDesk, team_rows

log = structlog.get_logger("dossiers")

OF_GIST: Final = {
    "records": NewsKind.RECORD,
    "camera": NewsKind.CAMERA,
    "keys": NewsKind.KEY,
    "objections": NewsKind.OBJECTION,
    "final": NewsKind.FINAL,
}
MOST_TOLD: Final = 5
"""Of one kind at one look: whoever floods a file with records floods nobody's news."""


@transaction.atomic
def watch_begin(item: Item, *, mail: bool, desk: AtTheDesk) -> Watch:
    """Have the team told of news about a check; what is there already is no news. Raises NotNow."""
    if Watch.objects.filter(item__dossier__in=Dossier.objects.filter(desk.theirs)).count() >= MOST_WATCHES:
        raise NotNow(f"Your team watches {MOST_WATCHES} checks. Stop watching some first.")
    at = wiring.now()
    made, new = Watch.objects.get_or_create(
        item=item, defaults={"created": at, "by": desk.user, "mail": mail, "seen": gist_of(item), "looked": at}
    )
    if new:
        act_add(item.dossier, desk, ActKind.WATCHED, check=item.verification_id)
    return made


def watch_mail(item: Item, *, mail: bool, desk: AtTheDesk) -> None:
    """Send mails about a watch to who asks for them, one person alone, or to nobody any more."""
    Watch.objects.filter(item=item).update(mail=mail, **({"by": desk.user} if mail else {}))


def mail_stop(number: int) -> None:
    """Send no more mails about one watch: what the link in each of them does. The watch itself goes on."""
    Watch.objects.filter(pk=number).update(mail=False)


@transaction.atomic
def watch_end(item: Item, *, desk: AtTheDesk) -> None:
    """Stop; what was told stays until it is old."""
    if Watch.objects.filter(item=item).delete()[0]:
        act_add(item.dossier, desk, ActKind.UNWATCHED, check=item.verification_id)


def watches_look() -> int:
    """Look again at what is due, a bounded number; returns how many were looked at."""
    due = Watch.objects.filter(looked__lte=wiring.now() - LOOK_EVERY).order_by("looked")
    found = list(due.select_related("item__dossier", "item__verification")[:WATCHES_A_ROUND])
    # First, so that one that cannot be read now holds up nobody: its turn comes again.
    Watch.objects.filter(pk__in=[one.pk for one in found]).update(looked=wiring.now())
    for watch in found:
        try:
            watch_look(watch)
        except Exception:
            log.exception("a watched answer could not be read")
    return len(found)


def watch_look(watch: Watch) -> None:
    """Read the answer anew and tell what is new in it; harmless when repeated."""
    now = gist_of(watch.item)
    with transaction.atomic():
        for kind, params, once in _differences(watch.seen, now):
            news_tell(watch, kind, params, once)
        Watch.objects.filter(pk=watch.pk).update(seen=_together(watch.seen, now), looked=wiring.now())


def news_tell(watch: Watch, kind: NewsKind, params: Mapping[str, Any], once: str) -> None:
    """Put one thing into the team's inbox, once, and send a mail where somebody asked for that."""
    dossier = watch.item.dossier
    made, new = News.objects.get_or_create(
        item=watch.item,
        once=once,
        defaults={**team_rows(dossier), "dossier": dossier, "kind": kind, "params": dict(params), "at": wiring.now()},
    )
    if new:
        transaction.on_commit(lambda: news_mail(watch, made))


def news_read(news: Iterable[int], *, desk: AtTheDesk) -> None:
    """Take note of some news, for the whole team."""
    unread = News.objects.filter(desk.theirs, pk__in=list(news), read=None)
    unread.update(read=wiring.now(), read_by=desk.user)


def _together(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """What could not be asked this once was there all the same: it is no news when it can be asked again."""
    lists = {name: sorted({*before.get(name, ()), *now.get(name, ())}) for name in OF_GIST}
    return {**lists, "headline": now.get("headline") or before.get("headline", "")}


def _differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterable[tuple[NewsKind, dict[str, Any], str]]:
    for name, kind in OF_GIST.items():
        new = [one for one in now.get(name, ()) if one not in before.get(name, ())]
        for one in new[:MOST_TOLD]:
            yield kind, {"about": one}, f"{kind} {one}"
    if before.get("headline") and now.get("headline") != before["headline"]:
        yield NewsKind.ANSWER, {"about": now["headline"]}, f"answer {now['headline']} {wiring.now():%Y-%m-%dT%H:%M}"
