"""The government of a demo's camera list: founded once, its five seats bound to accounts that everybody may use.

Their wallets are made from words that stand here, as all keys of a demo: whoever reads this can sign for them.
"""

from __future__ import annotations

import json
from typing import Final

from django.conf import settings

from provenance.blindlist.government.rules import Rules, demo_rules
from provenance.blindlist.types import MaintainerSet
from provenance.statements.eip55 import to_checksum
from provenance.statements.foreign import digest_of_typed_data
from provenance.statements.signing import Secret
from verify.accounts.models import User
from verify.blacklist.services import Prepared, list_found, seat_bind
from verify.blacklist.state import is_founded
from verify.demo.authors import secret_of

ACCOUNT: Final = "demo-maintainer-{index}"
WALLET: Final = "maintainer-{index}"


def found_government(members: MaintainerSet, password: str) -> None:
    """Found it and seat its maintainers; what is there already is left alone."""
    if not is_founded():
        list_found(members=members, rules=demo_government())
    for one in members.members:
        seat_bind(index=one.index, user=_account(one.index, password))


def demo_government() -> Rules:
    """The founding rules with delays of seconds."""
    return demo_rules(settings.DEMO_LIST_DELAY_SECONDS)


def demo_wallet(index: int) -> Secret:
    """The key that signs the ballots of a seat of a demo."""
    return secret_of(WALLET.format(index=index))


def demo_signed(made: Prepared, index: int) -> str:
    """What the demo's wallet of a seat makes of a message, as JSON."""
    wallet = demo_wallet(index)
    signature = wallet.sign_digest(digest_of_typed_data(made.typed_data))
    return json.dumps({**made.unsigned, "signer": to_checksum(wallet.address), "signature": f"0x{signature.hex()}"})


def _account(index: int, password: str) -> User:
    user, made = User.objects.get_or_create(username=ACCOUNT.format(index=index))
    if made:
        user.set_password(password)
        user.save()
    return user
