"""Addresses are subscribed, exchanged their secret, woken again and closed here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from verify.accounts.models import Organisation, Role, User
from verify.accounts.selectors import organisation_of, role_of
from verify.audit.services import note
from verify.fetch.errors import FetchError
from verify.fetch.limits import WEB_PORTS
from verify.fetch.link import read_link
from verify.ledger.keystore import key_erase
from verify.ledger.parts import parts
from verify.webhooks.errors import BadSubscription, NoSuchSubscription, NotNow, NotTheirs
from verify.webhooks.events import ALL, TEST
from verify.webhooks.models import ADDRESS_CHARS, NAME_CHARS, Delivery, Subscription
from verify.webhooks.secrets import secret_new, secret_text
from verify.webhooks.selectors import subscription_of
from verify.webhooks.services.announcing import announce_to
from verify.webhooks.services.outcomes import switch_off

OVERLAP: Final = timedelta(hours=24)
"""How long an exchanged secret still signs beside the new one: a day to bring it to every receiver."""
PAUSED: Final = "webhook.paused"
MOST_OPEN: Final = 10
"""Addresses of one owner: each is called for everything that happens, and a slow one takes a place in a worker."""
TRIES: Final = 6
TRIES_WITHIN: Final = timedelta(minutes=1)
"""Try-outs of one address: enough for somebody who mends a receiver, and no hammer for whoever enters a stranger's."""
MAY_MANAGE: Final = (Role.OWNER, Role.EDITOR)


@dataclass(frozen=True, slots=True)
class Opened:
    """A subscription with its secret, which its owner must copy now."""

    subscription: Subscription
    secret: str = field(repr=False)


def may_manage(user: User) -> bool:
    """Whether somebody may say who is told: of an organisation owners and editors, else everybody for themselves."""
    organisation = organisation_of(user)
    return organisation is None or role_of(user, organisation) in MAY_MANAGE


@transaction.atomic
def subscription_open(*, user: User, name: str, url: str, events: Iterable[str]) -> Opened:
    """Tell this address from now on, for whom `user` works; raises BadSubscription, NotTheirs. The secret comes once.

    Whoever calls has seen a second factor, or a key with the scope for it.
    """
    organisation = organisation_of(user)
    _require_manager(user)
    columns = {"name": _name(name), "url": address(url), "events": _events(events)}
    _require_room(user, organisation)
    made = Subscription(organisation=organisation, user=None if organisation else user, **columns)
    return _with_secret(made)


def subscription_managed(user: User, number: str) -> Subscription:
    """An address that somebody may change; raises NoSuchSubscription, NotTheirs."""
    found = subscription_of(user, number)
    if found.organisation_id is not None:
        _require_manager(user)
    return found


def address(url: str) -> str:
    """An address that can be told, in its plain spelling; raises BadSubscription."""
    from verify.fetch.at_home import HOME_PORTS, HOME_SCHEMES, is_here  # late: it brings a client along

    here = settings.DEMO and is_here(url)
    try:
        found = read_link(url, HOME_PORTS, HOME_SCHEMES) if here else read_link(url, WEB_PORTS, ("https",))
    except FetchError as problem:
        raise BadSubscription(problem.public) from problem
    if len(found.url) > ADDRESS_CHARS:
        raise BadSubscription(f"This address is too long: at most {ADDRESS_CHARS} characters.")
    return found.url


@transaction.atomic
def secret_exchange(subscription: Subscription) -> Opened:
    """A new secret; the one before it signs beside it for OVERLAP, and one before that no more.

    Raises NoSuchSubscription where it was closed meanwhile: what was closed stays closed.
    """
    found = Subscription.objects.select_for_update().filter(pk=subscription.pk).first()
    if found is None:
        raise NoSuchSubscription("There is no such address of yours.")
    subscription, at, older = found, parts().clock(), found.old_key_id
    subscription.old_locked, subscription.old_key_id = subscription.locked, subscription.key_id
    subscription.old_until = at + OVERLAP
    opened = _with_secret(subscription)
    _erase_after(older)
    note("webhook.secret_exchanged", about="webhook", subject=subscription.pk)
    return opened


def subscription_change(subscription: Subscription, *, events: Iterable[str]) -> None:
    """Tell it of these events from now on; raises BadSubscription."""
    subscription.events = _events(events)
    subscription.save(update_fields=["events"])


@transaction.atomic
def subscription_close(subscription: Subscription) -> None:
    """Tell it nothing any more: what is on its way is forgotten, and its secret is erased."""
    for key_id in (subscription.key_id, subscription.old_key_id):
        _erase_after(key_id)
    if Subscription.objects.filter(pk=subscription.pk).delete()[0]:
        note("webhook.closed", about="webhook", subject=subscription.pk)


@transaction.atomic
def subscription_resume(subscription: Subscription) -> None:
    """Tell it again after it was switched off; raises NotNow where it was not."""
    awake = {"disabled": None, "disabled_code": "", "deaths": 0, "silences": 0, "quiet_until": None}
    if not Subscription.objects.filter(pk=subscription.pk).exclude(disabled=None).update(**awake):
        raise NotNow("It is told already.")
    note("webhook.resumed", about="webhook", subject=subscription.pk)


@transaction.atomic
def subscription_pause(subscription: Subscription, *, at: datetime) -> None:
    """An operator lets it be told nothing until its owner or an operator resumes; raises NotNow where it is off.

    What waited is kept for a redelivery by hand, and what happens meanwhile is not told.
    """
    if not switch_off(subscription.pk, PAUSED, at):
        raise NotNow("It is switched off already.")
    note("webhook.paused", about="webhook", subject=subscription.pk)


@transaction.atomic
def subscription_try(subscription: Subscription) -> Delivery:
    """Send it a message that says nothing but which subscription it is; raises NotNow while off or tried too often."""
    if subscription.disabled is not None:
        raise NotNow("It is switched off: switch it on first.")
    lately = subscription.deliveries.filter(event=TEST, created__gt=parts().clock() - TRIES_WITHIN)
    if lately.count() >= TRIES:
        raise NotNow(f"It was tried {TRIES} times within a minute: wait a minute and try again.")
    Subscription.objects.filter(pk=subscription.pk).update(quiet_until=None)
    return announce_to([subscription], TEST, {"webhook": subscription.pk})[0]


def _require_manager(user: User) -> None:
    if not may_manage(user):
        raise NotTheirs("An owner or editor of your organisation decides who is told.")


def _with_secret(subscription: Subscription) -> Opened:
    secret, locked = secret_new(subscription.pk)
    subscription.key_id, subscription.locked = locked.key_id, locked.blob
    subscription.created = subscription.created or parts().clock()
    subscription.save()
    return Opened(subscription, secret_text(secret))


def _erase_after(key_id: str) -> None:
    if key_id:
        transaction.on_commit(lambda: key_erase(key_id, at=parts().clock()))


def _require_room(user: User, organisation: Organisation | None) -> None:
    # Two that are opened at the same time wait for each other here.
    User.objects.select_for_update().get(pk=user.pk)
    own: QuerySet[Subscription] = Subscription.objects.filter(
        organisation=organisation, user=None if organisation else user
    )
    if own.count() >= MOST_OPEN:
        raise BadSubscription(f"You have {MOST_OPEN} addresses. Close one that is not needed any more.")


def _name(name: str) -> str:
    if not name.strip() or len(name.strip()) > NAME_CHARS or not name.isprintable():
        raise BadSubscription(f"Give the address a name of up to {NAME_CHARS} characters, such as the program’s.")
    return name.strip()


def _events(events: Iterable[str]) -> list[str]:
    wanted = set(events)
    if not wanted or not wanted <= set(ALL):
        raise BadSubscription("Choose at least one event, of those on the list.")
    return [one for one in ALL if one in wanted]
