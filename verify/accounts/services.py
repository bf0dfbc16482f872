"""Changes to people and organisations."""

from __future__ import annotations

from django.db import transaction

from verify.accounts.errors import LastOwner, NotAllowed
from verify.accounts.models import Membership, Organisation, Power, Role, User
from verify.accounts.powers import powers_of
from verify.accounts.selectors import role_of
from verify.audit.services import note


@transaction.atomic
def organisation_create(*, name: str, slug: str, owner: User) -> Organisation:
    """Found an organisation; who founds it owns it."""
    organisation = Organisation.objects.create(name=name, slug=slug)
    Membership.objects.create(user=owner, organisation=organisation, role=Role.OWNER)
    note("organisation.founded", about="organisation", subject=organisation.pk, owner=owner.pk)
    return organisation


@transaction.atomic
def membership_set(*, by: User, user: User, organisation: Organisation, role: Role) -> Membership:
    """Take somebody in or give them another role; one owner always stays.

    Owners may, and for everybody but owners and themselves those who manage people.
    """
    _require_manages(by, user, organisation, role)
    if role is not Role.OWNER:
        _require_other_owner(user, organisation)
    membership, _ = Membership.objects.update_or_create(
        user=user, organisation=organisation, defaults={"role": role.value}
    )
    note("membership.set", about="organisation", subject=organisation.pk, account=user.pk, role=role.value)
    return membership


@transaction.atomic
def membership_end(*, by: User, user: User, organisation: Organisation) -> None:
    """Let somebody go; people may leave by themselves, and one owner always stays."""
    if by != user:
        _require_manages(by, user, organisation, Role.MEMBER)
    _require_other_owner(user, organisation)
    if Membership.objects.filter(user=user, organisation=organisation).delete()[0]:
        note("membership.ended", about="organisation", subject=organisation.pk, account=user.pk)


def _require_manages(by: User, user: User, organisation: Organisation, role: Role) -> None:
    if role_of(by, organisation) is Role.OWNER:
        return
    owners_matter = role is Role.OWNER or role_of(user, organisation) is Role.OWNER
    if owners_matter or by == user or Power.MANAGE_PEOPLE not in powers_of(by, organisation):
        raise NotAllowed("Only an owner of the organisation may do this.")


def _require_other_owner(user: User, organisation: Organisation) -> None:
    owners = Membership.objects.select_for_update().filter(organisation=organisation, role=Role.OWNER)
    if role_of(user, organisation) is Role.OWNER and not owners.exclude(user=user).exists():
        raise LastOwner("This is the last owner: name another one first.")
