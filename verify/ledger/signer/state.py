"""What the signer tells everybody else: its public keys, that it is there, and why it stopped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from verify.ledger.models import KeyPurpose, PublicKey, SignerState


@transaction.atomic
def keys_tell(public: Mapping[KeyPurpose, str]) -> None:
    """Write the public halves of the keys where web and API read them."""
    for purpose, vkey in public.items():
        PublicKey.objects.update_or_create(purpose=purpose.value, defaults={"vkey": vkey})


def signer_seen(*, at: datetime, development_chain: bool, sentence: str = "") -> None:
    """The heartbeat: it works, and `sentence` says what part of its work waits, if any."""
    state = {"seen": at, "trouble": "", "sentence": sentence[:400], "development_chain": development_chain}
    SignerState.objects.update_or_create(pk=1, defaults=state)


def signer_stopped(*, at: datetime, trouble: str, sentence: str) -> None:
    """Why it stopped, for the doctor and the log page; kept until it runs again."""
    SignerState.objects.update_or_create(
        pk=1, defaults={"seen": at, "trouble": trouble[:40], "sentence": sentence[:400]}
    )
