"""Whose signed word an organisation goes by."""

from __future__ import annotations

from django.db import transaction

from verify.accounts.models import Organisation, Power, User
from verify.accounts.powers import may
from verify.audit.services import note
from verify.authors.errors import NotYours
from verify.authors.models import CountedAuthor, Principal
from verify.ledger.parts import parts


@transaction.atomic
def author_count(*, by: User, organisation: Organisation, principal: Principal) -> CountedAuthor:
    """Go by what this author signs from now on; whoever publishes the organisation's lists may. Raises NotYours."""
    _require_may(by, organisation)
    row, made = CountedAuthor.objects.get_or_create(
        organisation=organisation, principal=principal, defaults={"added_by": by, "created": parts().clock()}
    )
    if made:
        note("author.counted", about="organisation", subject=organisation.pk, author=principal.pk)
    return row


@transaction.atomic
def author_uncount(*, by: User, organisation: Organisation, principal: Principal) -> None:
    """Go by them no more. Raises NotYours."""
    _require_may(by, organisation)
    if CountedAuthor.objects.filter(organisation=organisation, principal=principal).delete()[0]:
        note("author.counted_no_more", about="organisation", subject=organisation.pk, author=principal.pk)


def _require_may(by: User, organisation: Organisation) -> None:
    if not may(by, organisation, Power.PUBLISH_LISTS):
        raise NotYours("An owner of the organisation has to let you change its lists first.")
