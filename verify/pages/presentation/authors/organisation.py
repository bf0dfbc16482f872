"""The organisation's desk: people and what they may do, keys, delegations, domains, and whose word counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.statements.types import Scope
from verify.accounts.models import Membership, Power, Role
from verify.pages.presentation.authors.rows import DelegationRow, KeyRow
from verify.pages.presentation.authors.words import SCOPES, listed
from verify.pages.presentation.line import Line
from verify.pages.presentation.text import isolated
from verify.pages.presentation.words import Words

ROLES: dict[Role, Words] = {
    Role.OWNER: gettext_lazy("owner"),
    Role.EDITOR: gettext_lazy("editor"),
    Role.MEMBER: gettext_lazy("member"),
}
POWERS: dict[Power, Words] = {
    Power.DELEGATE: gettext_lazy("let people sign for the organisation, and bind its domains"),
    Power.SIGN_FOR_DESK: gettext_lazy("sign for the desk"),
    Power.PUBLISH_LISTS: gettext_lazy("change whose word counts here"),
    Power.MANAGE_PEOPLE: gettext_lazy("take people in and let them go"),
}
EVERYBODY: Words = gettext_lazy("checks files, records them, and reads the desk’s cases")


@dataclass(frozen=True, slots=True)
class PowerChoice:
    """One thing that a member may be allowed; `by_role` where owners have it anyway."""

    code: str
    id: str
    words: Words
    has: bool
    by_role: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works for the organisation."""

    id: int
    name: str
    role: Words
    role_code: str
    may: str
    you: bool
    powers: tuple[PowerChoice, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """Somebody whose word counts: an organisation's records, or an author's statements; `id` goes back in forms."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Publishing:
    """One thing that a domain has to publish, and where."""

    kind: Words
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class DomainPart:
    """One claimed domain and what it has to publish."""

    name: str
    publishing: tuple[Publishing, ...]


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """Everything on the desk of an organisation.

    What the reader may change is offered only while their second factor is fresh: `locked` is the way to show it,
    empty where nothing is kept back.
    """

    name: str
    short: str
    public: str
    people: tuple[Person, ...]
    keys: tuple[KeyRow, ...]
    delegations: tuple[DelegationRow, ...]
    bindings: tuple[Line, ...]
    domains: tuple[DomainPart, ...]
    recorders: tuple[Counted, ...]
    authors: tuple[Counted, ...]
    unfollowed: tuple[str, ...]
    may: frozenset[Power]
    locked: str
    claim: str
    desk_key: bool
    today: str
    in_a_year: str
    opened: str = ""

    @property
    def roles(self) -> tuple[tuple[str, Words], ...]:
        """Return the roles of a member."""
        return tuple((role.value, words) for role, words in ROLES.items())

    @property
    def scopes(self) -> tuple[tuple[str, Words], ...]:
        """Return what a delegate may be allowed to sign."""
        return tuple((scope.value, words) for scope, words in SCOPES.items() if scope is not Scope.CONSENT)

    @property
    def may_manage(self) -> bool:
        """Say whether the reader may change people now."""
        return Power.MANAGE_PEOPLE in self.may and not self.locked

    @property
    def may_delegate(self) -> bool:
        """Say whether the reader may delegate and bind domains now."""
        return Power.DELEGATE in self.may and not self.locked

    @property
    def may_list(self) -> bool:
        """Say whether the reader may change whose word counts now."""
        return Power.PUBLISH_LISTS in self.may and not self.locked


def people_of(memberships: Sequence[Membership], reader_id: int) -> tuple[Person, ...]:
    """Return the people of an organisation as its members see them."""
    return tuple(_person(one, reader_id) for one in memberships)


def _person(one: Membership, reader_id: int) -> Person:
    owner = one.role == Role.OWNER
    held = frozenset(Power) if owner else frozenset(Power(grant.power) for grant in one.grants.all())
    words = tuple(POWERS[power] for power in Power if power in held)
    return Person(
        id=one.user_id,
        name=isolated(one.user.get_username(), 150),
        role=ROLES[Role(one.role)],
        role_code=one.role,
        may=_("may %(powers)s") % {"powers": listed(words)} if words else str(EVERYBODY),
        you=one.user_id == reader_id,
        powers=tuple(_choice(one, power, held, owner=owner) for power in Power),
    )


def _choice(one: Membership, power: Power, held: frozenset[Power], *, owner: bool) -> PowerChoice:
    return PowerChoice(power.value, f"{power.value}-{one.user_id}", POWERS[power], power in held, owner)
