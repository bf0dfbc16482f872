"""Opening a campaign: its members are fixed from then on, so that whoever consents knows what to."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from provenance.statements.campaigns import NONCE_BYTES, campaign_id
from provenance.statements.errors import BadMessage
from provenance.statements.membership import levels_of, members_of, path_of
from verify.consents.errors import BadConsent
from verify.consents.models import Campaign, CampaignMember
from verify.ledger.parts import parts
from verify.ledger.values import PUBLIC, Viewer

AT_ONCE = 1_000


def campaign_open(*, name: str, digests: Sequence[bytes], owner: Viewer, nonce: bytes = b"") -> Campaign:
    """Open a campaign over the works with these SHA-256 digests, 32 bytes each; raises BadConsent.

    A `nonce` that the caller derived from all of this makes a repeated call return the same campaign.
    """
    if owner == PUBLIC:
        raise BadConsent("campaign.owner", "Every campaign has an owner: log in first.")
    nonce = nonce or parts().randomness(NONCE_BYTES)
    try:
        number, members = campaign_id(name, nonce), members_of(digests)
    except BadMessage as problem:
        raise BadConsent(problem.code, str(problem)) from problem
    return Campaign.objects.filter(pk=number.hex()).first() or _stored(number, name, nonce, members, owner)


@transaction.atomic
def _stored(number: bytes, name: str, nonce: bytes, members: tuple[bytes, ...], owner: Viewer) -> Campaign:
    levels = levels_of(members)
    campaign = Campaign.objects.create(
        id=number.hex(),
        name=name,
        nonce=nonce.hex(),
        members_root=levels[-1][0].hex(),
        size=len(members),
        organisation_id=owner.organisation,
        user_id=None if owner.organisation is not None else owner.user,
        created=parts().clock(),
    )
    CampaignMember.objects.bulk_create(
        (
            CampaignMember(campaign=campaign, sha256=one.hex(), place=place, path=b"".join(path_of(levels, place)))
            for place, one in enumerate(members)
        ),
        batch_size=AT_ONCE,
    )
    return campaign
