"""What people do with an installation of its own, in a process of its own; each word is one deed, answers are JSON.

`desk` a member has the desk sign and the statement is recorded; `wallet=ADDRESS` a contract wallet's statement is.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from hashlib import sha256


def main() -> None:
    import django

    django.setup()
    deeds = {"desk": _desk, "wallet": _wallet}
    asked = [word.partition("=") for word in sys.argv[1:]]
    print(json.dumps([deeds[verb](about) for verb, _, about in asked]))  # noqa: T201


def _desk(_about: str) -> list[str]:
    from verify.accounts.models import User
    from verify.accounts.services import organisation_create
    from verify.authors.services.desk import AtDesk, DeskWords, desk_statement

    owner = User.objects.create_user("editor", "editor@news.example", "a long password")
    newsroom = organisation_create(name="Newsroom", slug="newsroom", owner=owner)
    row = desk_statement(AtDesk(owner, newsroom, datetime.now(UTC)), DeskWords(sha256(b"a photograph").digest()))
    return [row.pk, row.signer, row.organisation, row.state]


def _wallet(address: str) -> list[str]:
    from provenance.statements.types import Address
    from verify.authors.services import statement_record
    from verify.ledger.values import Viewer
    from verify.signing_domain import statement_domain
    from verify.tests.wallets.ground import key, sign, statement

    wallet = Address(bytes.fromhex(address))
    signed = sign(statement("a photo", datetime.now(UTC)), key("owner"), signer=wallet, domain=statement_domain())
    row = statement_record(signed, owner=Viewer(user=1))
    return [row.pk, row.signer, row.organisation, row.state]


if __name__ == "__main__":
    main()
