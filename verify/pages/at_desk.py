"""Who asks the desk's key to sign: a member, their organisation, and when they showed their second factor."""

from __future__ import annotations

from django.http import HttpRequest

from verify.accounts.models import Organisation
from verify.accounts.stepping_up import require_step_up, stepped_up_at
from verify.authors.services import AtDesk
from verify.pages.viewers import person


def at_desk(request: HttpRequest, desk: Organisation) -> AtDesk:
    """Return who asks; raises StepUpNeeded where no second factor was shown of late."""
    require_step_up(request)
    return AtDesk(person(request), desk, stepped_up_at(request))
