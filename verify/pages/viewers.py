"""Who reads a page of the chronology, as the ledger knows people: by plain numbers."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from verify.accounts.models import Organisation, User
from verify.accounts.selectors import organisation_name, organisation_of
from verify.ledger.errors import NoSuchRecord
from verify.ledger.models import Record
from verify.ledger.selectors import record_get
from verify.ledger.values import PUBLIC, Viewer
from verify.pages.presentation.text import isolated


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who asks; somebody without a log-in is the public."""
    user = request.user
    if not isinstance(user, User) or not user.is_authenticated:
        return PUBLIC
    organisation = organisation_of(user)
    return Viewer(organisation.pk if organisation else None, user.pk)


def person(request: HttpRequest) -> User:
    """Return the account of a request that is known to be logged in."""
    if not isinstance(request.user, User):
        raise TypeError
    return request.user


def reader_of(request: HttpRequest) -> Organisation | None:
    """Return the organisation through whose lists this reader reads."""
    return organisation_of(request.user) if isinstance(request.user, User) else None


def record_found(request: HttpRequest, public_id: str) -> Record:
    """Return the record that this reader may see; everything else looks as if it had never been."""
    try:
        return record_get(public_id, viewer=viewer_of(request))
    except NoSuchRecord as nothing:
        raise Http404 from nothing


def recorder_name(viewer: Viewer, organisation_id: int | None, user_id: int | None) -> str:
    """Return how a recorder is called before this reader; people without an organisation are not named to others."""
    if organisation_id is not None:
        name = organisation_name(organisation_id)
        return isolated(name, 80) if name else _("an organisation that is no longer here")
    if user_id is None:
        return _("the operator of this installation")
    return _("you") if user_id is not None and viewer.user == user_id else _("somebody with an account here")
