"""Who knows the number of somebody else's sealed statement learns nothing from it, not even that it is there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provenance.statements.commitment import commitment
from provenance.statements.types import Act, ContentForm
from verify.accounts.models import User
from verify.authors.errors import AuthorError
from verify.authors.selectors import author_page
from verify.authors.services import statement_record
from verify.authors.tests.ground import PHOTO, Ground, secret, signed_by, statement
from verify.ledger.values import Viewer

SALT = bytes([4]) * 32


def test_the_number_of_a_sealed_statement_opens_nothing_for_others(ground: Ground) -> None:
    """Neither where a page begins nor the reason of a refusal tells that it is there."""
    ground.record()
    hidden = statement(ground.now, commitment(PHOTO, SALT), form=ContentForm.COMMITMENT)
    row = statement_record(signed_by(ground.key, hidden), owner=ground.viewer(ground.journalist))
    after = statement(ground.now, content=bytes(31) + b"\x09")
    statement_record(signed_by(ground.key, after), owner=ground.viewer(ground.journalist))
    stranger, other = Viewer(user=User.objects.create(username="other").pk), secret("other")

    def page(before: str) -> list[str]:
        return [one.id for one in author_page(ground.author.pk, before=before).statements]

    def refusal(about: bytes) -> str:
        said = replace(statement(ground.now, commitment(PHOTO, SALT), form=ContentForm.COMMITMENT), about=about)
        with pytest.raises(AuthorError) as refused:
            statement_record(signed_by(other, replace(said, act=Act.CORRECT)), owner=stranger)
        return f"{refused.value.code} {refused.value}"

    assert page(row.pk) == page("00" * 32)
    assert refusal(bytes.fromhex(row.pk)) == refusal(b"\x07" * 32)
