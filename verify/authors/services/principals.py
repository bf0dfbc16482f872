"""Who can own keys here: made when somebody first wants one, named by themselves."""

from __future__ import annotations

from django.db import transaction

from verify.accounts.models import Organisation, Role, User
from verify.accounts.powers import may
from verify.accounts.selectors import role_of
from verify.authors.errors import BadStatement, NotYours
from verify.authors.models import Principal, PrincipalKind
from verify.authors.models.principals import NAME_CHARS
from verify.authors.names import plain_line
from verify.ledger.parts import parts
from verify.ledger.values import Viewer

UNNAMED = "Unnamed author"


@transaction.atomic
def principal_ensure(*, user: User, name: str = "") -> Principal:
    """The principal of a person. The name is shown in public: it is never taken from the account."""
    made, _ = Principal.objects.get_or_create(
        user=user,
        defaults={"kind": PrincipalKind.PERSON, "name": _name(name) or UNNAMED, "created": parts().clock()},
    )
    return made


@transaction.atomic
def organisation_principal_ensure(*, organisation: Organisation, by: User | None) -> Principal:
    """The principal of an organisation, under its name; its owners may make it, and the installation for its desk."""
    if by is not None and role_of(by, organisation) is None:
        raise NotYours("Only members of the organisation may do this.")
    made, _ = Principal.objects.get_or_create(
        organisation=organisation,
        defaults={
            "kind": PrincipalKind.ORGANISATION,
            "name": _name(organisation.name) or UNNAMED,
            "created": parts().clock(),
        },
    )
    return made


@transaction.atomic
def principal_rename(*, principal: Principal, by: User, name: str) -> Principal:
    """Show another name from now on; raises NotYours, and BadStatement for an empty name."""
    require_own(principal, Viewer(user=by.pk))
    if not _name(name):
        raise BadStatement("author.name", "Give a name that people can read.")
    principal.name = _name(name)
    principal.save(update_fields=["name"])
    return principal


def require_own(principal: Principal, owner: Viewer) -> User:
    """The person who acts for this principal: themselves, or an owner of the organisation; raises NotYours."""
    user = User.objects.filter(pk=owner.user, is_active=True).first() if owner.user else None
    if user is not None and principal.user_id == user.pk:
        return user
    organisation = principal.organisation
    if user is not None and organisation is not None and role_of(user, organisation) is Role.OWNER:
        return user
    raise NotYours("Only whoever this is, or an owner of the organisation, may do this.")


def acts_for(user: User | None, principal: Principal, power: str) -> bool:
    """Whether somebody may do this in the name of a principal: of themselves, or of their organisation by a power."""
    return user is not None and (principal.user_id == user.pk or may(user, principal.organisation, power))


def _name(text: str) -> str:
    return plain_line(text, NAME_CHARS)
