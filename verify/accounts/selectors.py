"""Questions about people and organisations."""

from __future__ import annotations

from verify.accounts.models import Membership, Organisation, Role, User


def organisation_of(user: User | None) -> Organisation | None:
    """The organisation somebody works for: the one they joined first, or None."""
    if user is None:
        return None
    membership = Membership.objects.filter(user=user).select_related("organisation").order_by("created", "id").first()
    return membership.organisation if membership else None


def role_of(user: User, organisation: Organisation) -> Role | None:
    """What somebody may do in an organisation, or None where they do not belong to it."""
    found = Membership.objects.filter(user=user, organisation=organisation).values_list("role", flat=True).first()
    return Role(found) if found else None


def organisation_name(organisation_id: int | None) -> str:
    """How an organisation is called, by its number; empty where there is none any more."""
    return Organisation.objects.filter(pk=organisation_id).values_list("name", flat=True).first() or ""


def members_of(organisation: Organisation) -> tuple[Membership, ...]:
    """Who works for an organisation, owners first, with their powers; for its members to read."""
    found = Membership.objects.filter(organisation=organisation).select_related("user").prefetch_related("grants")
    ranks = list(Role)
    return tuple(sorted(found, key=lambda one: (ranks.index(Role(one.role)), one.user.get_username())))


def person_named(username: str) -> User | None:
    """The account with this user name, or None."""
    return User.objects.filter(username=username, is_active=True).first()


def organisation_by_slug(slug: str) -> Organisation | None:
    """The organisation with this short name, or None."""
    return Organisation.objects.filter(slug=slug).first()
