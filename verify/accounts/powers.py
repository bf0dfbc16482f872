"""What somebody may do in the name of an organisation, beyond checking: owners everything, others what is granted."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from verify.accounts.errors import NotAllowed
from verify.accounts.models import Grant, Membership, Organisation, Power, Role, User
from verify.audit.services import note


def powers_of(user: User, organisation: Organisation) -> frozenset[Power]:
    """What somebody may do for an organisation; nothing where they do not belong to it."""
    membership = Membership.objects.filter(user=user, organisation=organisation).prefetch_related("grants").first()
    if membership is None or not user.is_active:
        return frozenset()
    if membership.role == Role.OWNER:
        return frozenset(Power)
    return frozenset(Power(grant.power) for grant in membership.grants.all())


def may(user: object, organisation: Organisation | None, power: Power) -> bool:
    """Whether somebody, who may be nobody, may do this for an organisation."""
    return isinstance(user, User) and organisation is not None and power in powers_of(user, organisation)


def require(user: object, organisation: Organisation | None, power: Power) -> None:
    """Refuse whoever may not; raises NotAllowed."""
    if not may(user, organisation, power):
        raise NotAllowed("An owner of the organisation has to allow you this first.")


@transaction.atomic
def powers_grant(*, by: User, user: User, organisation: Organisation, powers: Iterable[Power]) -> frozenset[Power]:
    """Set what a member may do from now on; only who manages people may, and nobody gives what they have not."""
    wanted = frozenset(powers)
    own = powers_of(by, organisation)
    if Power.MANAGE_PEOPLE not in own or by == user:
        raise NotAllowed("Only another person who manages the people of the organisation may do this.")
    membership = Membership.objects.select_for_update().filter(user=user, organisation=organisation).first()
    if membership is None or membership.role == Role.OWNER:
        raise NotAllowed("Owners may do everything, and strangers nothing: choose a member.")
    had = frozenset(Power(grant.power) for grant in membership.grants.all())
    if not (wanted ^ had) <= own:
        raise NotAllowed("Nobody can give or take what they may not do themselves.")
    membership.grants.exclude(power__in=wanted).delete()
    Grant.objects.bulk_create(Grant(membership=membership, power=power, granted_by=by) for power in wanted - had)
    if wanted != had:
        told = " ".join(sorted(wanted))
        note("powers.granted", about="organisation", subject=organisation.pk, account=user.pk, powers=told)
    return wanted
