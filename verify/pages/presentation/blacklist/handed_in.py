"""How something that was handed in stands, and why it was not taken."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.words import Sign, Words
from verify.reporting.models import HandedInState

SIGNS: Final[dict[str, Sign]] = {
    HandedInState.WAITING: Sign("hour", _("being read"), "quiet"),
    HandedInState.REFUSED: Sign("untrusted", _("not taken in"), "look"),
    HandedInState.TAKEN: Sign("holds", _("sealed and taken in")),
}
TROUBLES: Final[dict[str, Words]] = {
    "report.nothing_named": _(
        "Nothing in this file names what you chose: it may carry no signature of a device, or one that does not hold. "
        "The file is deleted, and nothing was kept."
    ),
    "handed_in.gone": _("The file was not there any more when its turn came. Send it again."),
    "proof.not_signed": _(
        "This is not an answer to the challenge: no device has signed exactly this card. Have the camera sign the card "
        "of this page as it was downloaded, and send what it gives out."
    ),
    "proof.unavailable": _(
        "Too few key holders answer right now, so it could not be seen whether this key has an appeal already. "
        "Send it again in a few minutes; nothing is lost."
    ),
    "appeal.open": _("This camera has an open appeal already: wait until it is decided."),
    "list.none": _("No camera list is set up on this installation."),
}
OTHERWISE: Final = _("It could not be taken in. Nothing was kept; send it again.")


def trouble_of(code: str) -> Words:
    """The sentence for why something was not taken in, or nothing."""
    return TROUBLES.get(code, OTHERWISE) if code else ""
