"""Somebody who is shown in a demo work and consented to it, for one purpose; the demo's desk counts her key."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from provenance.statements.types import NOTHING
from verify import wiring
from verify.authors.services import principal_ensure
from verify.consents.models import ConsentRow
from verify.consents.services import consent_record
from verify.demo import authors
from verify.demo.works import digest_of
from verify.ledger.values import Viewer

DEPICTED: Final = "demo-mara"
NAME: Final = "DEMO Mara Lind"
CONSENTED: Final = "ai-edited.webp"
TERM: Final = timedelta(days=365)


def missing_consents() -> bool:
    """Say whether the demo's consent is not there yet."""
    return not ConsentRow.objects.filter(signer=authors.address_of_word(DEPICTED)).exists()


def give_consents() -> None:
    """Claim the key and sign the consent, as she would; what is there already is left alone."""
    if not missing_consents():
        return
    user = authors.user_of(DEPICTED)
    owner = Viewer(user=user.pk)
    person = principal_ensure(user=user, name=NAME)
    authors.claim(person, DEPICTED, owner)
    authors.count(person)
    consent_record(authors.signed("Consent", DEPICTED, _given()), owner=owner)


def _given() -> dict[str, object]:
    return {
        "to": "work",
        "content": digest_of(CONSENTED).hex(),
        "membersRoot": f"0x{NOTHING.hex()}",
        "tracks": ["picture"],
        "purpose": "documentary",
        "scope": "A demo, worldwide",
        "validTo": int((wiring.now() + TERM).timestamp()),
    }
