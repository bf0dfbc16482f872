"""Who tries: strangers, another organisation, whoever left ours, our own people without the right, and keys."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.models import Permission
from django.test import Client

from verify.accounts.models import User
from verify.apikeys.scopes import ALL
from verify.demo.blacklist_desk import ACCOUNT
from verify.pages.tests.confirming import confirmed
from verify.tests.authorisation.tenants import World


@dataclass(frozen=True)
class Caller:
    """One who tries, by a browser with what they are logged in as, or by a key."""

    name: str
    client: Client
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Callers:
    """`strange` are those to whom nothing of ours is there; `keys_of_nobody` are keys that open nothing."""

    owner: Caller
    owners_key: Caller
    reader: Caller
    readers_key: Caller
    strange: tuple[Caller, ...]
    keys_of_nobody: tuple[Caller, ...]
    narrow: dict[str, Caller]
    left: Caller
    staff: Caller
    reviewer: Caller
    maintainer: Caller

    @property
    def nobody(self) -> Caller:
        return self.strange[0]

    @property
    def rival(self) -> Caller:
        return self.strange[1]


def callers_of(world: World) -> Callers:
    """All of them; everybody with a browser has shown a second factor a moment ago, so that only rights are tried."""
    ours, theirs = world.ours, world.theirs
    left = browser("who left", world.left)
    return Callers(
        owner=browser("our owner", ours.owner),
        owners_key=with_key("our owner's key", ours.keys["all"]),
        reader=browser("our reader", ours.reader),
        readers_key=with_key("our reader's key", ours.keys["reader"]),
        strange=(
            Caller("a stranger", Client()),
            browser("their owner", theirs.owner),
            with_key("their owner's key", theirs.keys["all"]),
            left,
        ),
        keys_of_nobody=(
            with_key("an ended key", ours.keys["ended"]),
            with_key("a key that ran out", ours.keys["over"]),
            with_key("the key of who left", world.left_key),
            with_key("no key at all", "flk_" + "x" * 55),
        ),
        narrow={scope: with_key(f"a key for {scope}", ours.keys[scope]) for scope in ALL},
        left=left,
        staff=browser("an operator", _staff()),
        reviewer=browser("a reviewer", _reviewer()),
        maintainer=browser("a maintainer", User.objects.get(username=ACCOUNT.format(index=1))),
    )


def browser(name: str, user: User) -> Caller:
    """Somebody logged in."""
    client = Client()
    client.force_login(user)
    return Caller(name, confirmed(client))


def with_key(name: str, token: str) -> Caller:
    """A program."""
    return Caller(name, Client(), {"Authorization": f"Bearer {token}"})


def _staff() -> User:
    return User.objects.create_superuser("operator")


def _reviewer() -> User:
    user = User.objects.create_user("reviewer")
    user.user_permissions.add(Permission.objects.get(codename="review_objection"))
    return user
