"""What people read about messages that were not taken, and about addresses that were switched off; keyed by code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

NOT_TAKEN: Final = _("It was not taken.")

ATTEMPTS: Final[Mapping[str, object]] = {
    "link.name_unknown": _("The name of the address was not found."),
    "link.no_answer": _("Nobody answered there."),
    "link.too_slow": _("The answer took too long."),
    "link.cut_short": _("The line broke before an answer came."),
    "link.bad_answer": _("The answer could not be read."),
    "link.not_trusted_site": _("The site could not show that it is the one named in the address."),
    "link.not_public": _("The address leads to a place that is not on the public internet, so it was not called."),
    "link.handed_on": _("The address passed the message on, and messages are handed on to nobody."),
    "link.not_found": _("The site says that there is nothing at this address."),
    "link.needs_log_in": _("The site wants a log-in."),
}

SWITCHED_OFF: Final[Mapping[str, object]] = {
    "webhook.paused": _("An operator of this installation switched it off. Ask them before you switch it on again."),
    "webhook.gone": _("The receiver answered that it wants no more messages (410)."),
    "webhook.died": _("One message after the other could not be brought for three days."),
    "webhook.no_secret": _("Its secret cannot be opened any more. Exchange it, then switch the address on."),
}


def attempt_sentence(code: str) -> str:
    """Why an attempt was not taken, for people."""
    return str(ATTEMPTS.get(code, NOT_TAKEN))


def off_sentence(code: str) -> str:
    """Why an address is told nothing, for people."""
    return str(SWITCHED_OFF.get(code, ""))
