"""An organisation's desk key signs for its members; it lies with the signer, which decides what it signs."""

from __future__ import annotations

from datetime import datetime

from provenance.statements import wire
from provenance.statements.recovery import check
from provenance.statements.types import Address, Domain, Message, SignatureState, Signed
from verify.ledger.asking import DESK_KEY, DESK_SIGN, REFUSED, SIGNED
from verify.ledger.desk_models import DeskKey, DeskRequest
from verify.ledger.errors import DeskRefused, SignerUnavailable
from verify.ledger.local_socket import SILENT, Frame
from verify.ledger.parts import parts


def desk_known(organisation: int) -> Address | None:
    """The address of the desk key, if one was made; nobody is asked."""
    found = DeskKey.objects.filter(pk=organisation).values_list("address", flat=True).first()
    return Address(bytes.fromhex(found[2:])) if found else None


def desk_address(organisation: int) -> Address:
    """The address of the desk key, made now where there is none; raises SignerUnavailable and DeskRefused."""
    return desk_known(organisation) or Address(_answer(DESK_KEY, str(organisation)))


def desk_sign(*, organisation: int, user: int, message: Message, domain: Domain, stepped_up: datetime) -> Signed:
    """The message signed by the desk's key for a member who showed a second factor at `stepped_up`.

    The row of the request is durable before the signer is asked, and the signer signs nothing but such rows. Raises
    SignerUnavailable, and DeskRefused where member, message or moment are not such that it signs.
    """
    signer = desk_address(organisation)
    request = DeskRequest.objects.create(
        organisation_id=organisation,
        user_id=user,
        type=wire.type_name(message),
        message=wire.message_to_json(message),
        stepped_up=stepped_up,
        created=parts().clock(),
    )
    return _held(Signed(message, domain, signer, _answer(DESK_SIGN, request.pk)))


def _held(signed: Signed) -> Signed:
    """A signature that does not hold is of a signer with other settings than ours: it is not handed on."""
    if check(signed, parts().clock()).state is not SignatureState.HOLDS:
        raise SignerUnavailable("The signer runs with other settings than this process: start both anew.")
    return signed


def _answer(verb: str, about: str) -> bytes:
    found: Frame = parts().ask_signer(verb, about.encode())
    if found.word == REFUSED:
        code, _, sentence = found.body.decode().partition("\n")
        raise DeskRefused(code, sentence)
    if found.word != SIGNED:
        raise SignerUnavailable(SILENT)
    return found.body
