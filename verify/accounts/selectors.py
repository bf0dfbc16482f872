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
