"""Messages that a page has a wallet sign: made here, signed there, and read back as strictly as from anybody."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from provenance.statements import wire
from provenance.statements.commitment import SALT_BYTES
from provenance.statements.drafting import draft
from provenance.statements.eip712 import typed_data
from provenance.statements.errors import BadMessage
from provenance.statements.limits import MOST_SIGNED_BYTES, WORD_BYTES
from provenance.statements.types import Message, Nonce, Signed
from verify.ledger.parts import parts
from verify.signing_domain import statement_domain


def random_bytes(size: int) -> bytes:
    """Return random bytes of the installation."""
    return parts().randomness(size)


def new_salt() -> bytes:
    """Return the salt of one sealed statement."""
    return random_bytes(SALT_BYTES)


def drafted(type_name: str, given: Mapping[str, object], *, origin: str = "") -> Message:
    """Return a message of this type with time and nonce filled in; raises BadMessage."""
    at = int(parts().clock().timestamp())
    return draft(type_name, given, at=at, nonce=Nonce(random_bytes(WORD_BYTES)), origin=origin)


def handed_out(message: Message, **more: object) -> JsonResponse:
    """Answer our script with what the wallet shows, and what goes back beside the signature."""
    domain = statement_domain()
    unsigned = {
        "schema": wire.SCHEMA,
        "type": wire.type_name(message),
        "domain": wire.domain_to_json(domain),
        "message": wire.message_to_json(message),
    }
    return JsonResponse({"typed_data": typed_data(domain, message), "unsigned": unsigned, **more})


def refused(sentence: str, status: int = 400, *, way: str = "", way_words: str = "") -> JsonResponse:
    """Tell our script why no message was made, and where to go."""
    return JsonResponse({"sentence": sentence, "way": way, "way_words": way_words}, status=status)


def sign_in_first(back: str) -> HttpResponse:
    """Tell our script that nobody is signed in any more."""
    words = _("You are not signed in here any more. Nothing was signed.")
    return refused(words, 401, way=f"{reverse('account_login')}?next={back}", way_words=_("Sign in again"))


def signed_in(request: HttpRequest) -> Signed:
    """Return the signed message that a form brings: from our script, pasted, or as a file; raises BadMessage."""
    return wire.from_text(_text(request))


def _text(request: HttpRequest) -> bytes | str:
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile) and file.size:
        if file.size > MOST_SIGNED_BYTES:
            raise BadMessage("signed.size", _("This file is larger than a signed statement ever is."))
        return file.read(MOST_SIGNED_BYTES + 1)
    text = str(request.POST.get("signed") or request.POST.get("pasted") or "").strip()
    if not text:
        raise BadMessage("signed.none", _("Nothing was signed yet: choose a wallet, a file, or paste what was signed."))
    return text
