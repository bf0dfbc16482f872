"""What cases tell outside: that a check of a team's ended, and that the camera list has a new edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from verify.cases.models import Verification, VerificationState
from verify.ledger.values import Viewer
from verify.webhooks.events import Event
from verify.webhooks.services import announce, announce_to_all
from verify.webhooks.services.places import moved_on

CAMERA_LIST: Final = "camera_list"


def verification_tell(verification: Verification, state: VerificationState, values: Mapping[str, Any]) -> None:
    """Tell the team how its check ended, by its code; inside the transaction that ends it. Strangers have none."""
    owner = Viewer(verification.organisation_id, verification.owner_id)
    done = state is VerificationState.DONE
    code = {"headline": values["report"]["headline"]["code"]} if done else {"problem": values["refusal_code"]}
    announce(Event.VERIFICATION_DONE, owner, {"verification": verification.pk}, {"state": state.value, **code})


@transaction.atomic
def edition_tell(edition: int) -> None:
    """Tell whoever asked that this edition is here; the same one again, or an older one, is told to nobody."""
    if moved_on(CAMERA_LIST, edition):
        announce_to_all(Event.CAMERA_LISTED, {"list": CAMERA_LIST}, {"edition": edition})
