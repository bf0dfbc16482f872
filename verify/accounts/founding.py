"""How a newsroom begins: under a name that people can read and that nobody here has."""

from __future__ import annotations

import secrets
import unicodedata

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from verify.accounts.errors import NotAllowed
from verify.accounts.models import Organisation, User
from verify.accounts.services import organisation_create

NAME_CHARS = 100
SLUG_CHARS = 40  # of the fifty that a short name may have; the rest tells two alike apart


def may_found(user: User) -> bool:
    """Whether somebody may found an organisation by themselves: where sign-up is closed, the operator does it."""
    return bool(settings.SIGNUP_OPEN or settings.DEMO or user.is_staff)


@transaction.atomic
def newsroom_found(*, name: str, by: User) -> Organisation:
    """Found an organisation, owned by its founder; raises NotAllowed with what to change.

    Names stand beside records, so that one which looks like another's is refused: what binds a name is shown elsewhere.
    """
    if not may_found(by):
        raise NotAllowed("Organisations are made by the operator of this installation: ask there.")
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    if not plain or len(plain) > NAME_CHARS or any(unicodedata.category(one)[0] == "C" for one in plain):
        raise NotAllowed(f"Give a name of one line that people can read, with at most {NAME_CHARS} characters.")
    if any(_alike(plain) == _alike(taken) for taken in Organisation.objects.values_list("name", flat=True)):
        raise NotAllowed(
            "An organisation here has that name already. Ask its owners to take you in, or choose another."
        )
    return organisation_create(name=plain, slug=_slug(plain), owner=by)


def _alike(name: str) -> str:
    """The name without what an eye overlooks: case, marks, forms of one letter, everything between the letters."""
    parts = unicodedata.normalize("NFKD", name).casefold()
    return "".join(one for one in parts if one.isalnum())


def _slug(name: str) -> str:
    slug = slugify(name)[:SLUG_CHARS].strip("-") or "newsroom"
    taken = Organisation.objects.filter(slug=slug).exists()
    return f"{slug}-{secrets.token_hex(4)}" if taken else slug
