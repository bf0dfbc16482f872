"""What pages, API and reports read about authors, on a real log."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from provenance.statements.checking import WARNINGS
from provenance.statements.eip55 import to_checksum
from provenance.statements.types import Act, Role, Scope
from provenance.types import Finding
from verify.accounts.models import User
from verify.accounts.services import organisation_create
from verify.authors.errors import BadStatement, NoSuchAuthor, NoSuchStatement, NotYours
from verify.authors.models import Key, StatementRow
from verify.authors.selectors import (
    author_find,
    author_page,
    check_work,
    counted_of,
    signing_choices,
    statement_view,
    statements_about,
)
from verify.authors.services import (
    author_count,
    author_uncount,
    delegation_revoke,
    key_revoke,
    principal_ensure,
    statement_record,
)
from verify.authors.tests.ground import DAY, PHOTO, Ground, secret, signed_by, statement
from verify.cases.tests.recording import Chronicle
from verify.ledger.models import Record
from verify.ledger.services import record_hide
from verify.ledger.values import Viewer


def codes(found: tuple[Finding, ...]) -> list[str]:
    return [one.code for one in found]


def address(ground: Ground) -> str:
    return to_checksum(ground.key.address)


def test_an_author_is_found_by_number_and_by_wallet_in_any_case(ground: Ground) -> None:
    author = ground.author
    for text in (author.pk, address(ground), address(ground).lower(), f" {author.pk} "):
        assert author_find(text) == author
    for text in ("", "Ada Author", "0x" + "00" * 20, "nobody.example", "did:web:nobody.example"):
        assert author_find(text) is None, "a name is anybody's, and stands for nobody"


def test_the_page_of_an_author_shows_keys_delegations_and_statements(logged: Ground, log: Chronicle) -> None:
    delegation = logged.delegate()
    row = logged.record(logged.for_desk(delegation))
    log.enter()
    page = author_page(logged.author.pk)
    assert (page.party.name, [one.address for one in page.keys]) == ("Ada Author", [address(logged)])
    assert page.keys[0].claimed.record != ""
    assert [one.organisation.name for one in page.received if one.organisation] == ["The Desk"]
    (shown,) = page.statements
    assert (shown.id, shown.organisation and shown.organisation.name) == (row.pk, "The Desk")
    house = author_page(logged.house.pk)
    assert [one.id for one in house.statements] == [row.pk], "what was signed for it is on its page too"
    assert [one.delegate.name for one in house.given if one.delegate] == ["Ada Author"]


def test_pages_of_many_statements_go_on_where_the_last_one_ended(ground: Ground) -> None:
    made = []
    for number in range(5):
        made.append(ground.record(statement(ground.now, bytes([number + 1]) * 32)).pk)
        ground.clock.forward(60)
    first = author_page(ground.author.pk, limit=3)
    second = author_page(ground.author.pk, limit=3, before=first.older)
    assert [one.id for one in first.statements + second.statements] == made[::-1]
    assert second.older == ""


def test_nobody_is_told_as_nobody(ground: Ground) -> None:
    with pytest.raises(NoSuchAuthor):
        author_page("0x" + "11" * 20)


def test_a_statement_shows_its_document_and_what_speaks_for_or_against_it(logged: Ground, log: Chronicle) -> None:
    row = logged.record()
    log.enter()
    view = statement_view(row.pk)
    assert view.document is not None
    assert (view.type, view.author and view.author.name, view.role) == ("Statement", "Ada Author", "author")
    assert codes(view.findings) == ["author.stated"]
    claim = statement_view(Key.objects.get(address=address(logged).lower()).claim_id)
    assert (claim.type, claim.author and claim.author.name) == ("KeyClaim", "Ada Author")


def test_what_an_operator_hid_is_shown_to_nobody_else(logged: Ground, log: Chronicle) -> None:
    row = logged.record()
    log.enter()
    record_hide(Record.objects.get(pk=row.record_id))
    with pytest.raises(NoSuchStatement):
        statement_view(row.pk)
    assert author_page(logged.author.pk).statements == ()
    assert codes(check_work(sha256=PHOTO.hex())) == ["author.none"]


def test_a_work_is_checked_against_who_is_claimed(ground: Ground) -> None:
    ground.record()
    assert codes(check_work(sha256=PHOTO.hex(), claimed=ground.author.pk))[-1] == "author.as_claimed"
    assert "author.as_claimed" in codes(check_work(sha256=PHOTO.hex(), claimed=address(ground)))
    assert codes(check_work(sha256=PHOTO.hex(), claimed="0x" + "11" * 20))[-1] == "author.other_than_claimed"
    assert codes(check_work(sha256="00" * 32, claimed="somebody.example")) == [
        "author.none",
        "author.claim_unsupported",
    ]


def test_a_signed_statement_is_checked_without_being_recorded(ground: Ground) -> None:
    signed = signed_by(ground.key, statement(ground.now))
    assert codes(check_work(signed=signed, sha256=PHOTO.hex())) == ["author.not_recorded"]
    assert "author.other_content" in codes(check_work(signed=signed, sha256="11" * 32))
    altered = replace(signed, message=replace(signed.message, source="https://other.example/"))  # type: ignore[type-var]
    assert codes(check_work(signed=altered)) == ["author.signature_unavailable"]
    assert not StatementRow.objects.exists()
    with pytest.raises(BadStatement):
        check_work(signed=signed_by(ground.desk_key, ground.delegation()))


def test_a_recorded_one_is_recognised_in_any_writing_of_its_signature(ground: Ground) -> None:
    signed = signed_by(ground.key, statement(ground.now))
    statement_record(signed, owner=ground.viewer(ground.journalist))
    other = replace(signed, signature=signed.signature[:64] + bytes([signed.signature[64] - 27]))
    assert codes(check_work(signed=other)) == ["author.stated"]


def test_a_revoked_key_warns_on_every_page(ground: Ground) -> None:
    ground.record()
    key_revoke(
        key=Key.objects.get(address=address(ground).lower()),
        by=ground.journalist,
        effective=ground.now - DAY,
        reason="stolen",
        stepped_up=True,
    )
    found = codes(check_work(sha256=PHOTO.hex()))
    assert {"author.key_revoked", "author.key_order_unknown"} & set(found) & WARNINGS


def test_a_revoked_delegation_warns(ground: Ground) -> None:
    delegation = ground.delegate()
    ground.record(ground.for_desk(delegation))
    delegation_revoke(
        delegation=delegation, by=ground.owner, effective=ground.now - DAY, reason="left", stepped_up=True
    )
    found = codes(check_work(sha256=PHOTO.hex()))
    assert "author.speaks_for" not in found
    assert any(one.startswith("author.delegation_") for one in found)


def test_a_wallet_may_sign_for_its_owner_and_for_who_let_it(ground: Ground) -> None:
    assert [one.label for one in signing_choices(address(ground))] == ["Ada Author"]
    delegation = ground.delegate((Scope.PUBLISH, Scope.EDIT))
    desk = signing_choices(address(ground))[1]
    assert (desk.label, desk.delegation, desk.scopes) == ("The Desk", delegation.struct_hash, ("publish", "edit"))
    assert signing_choices(to_checksum(ground.desk_key.address))[0].organisation != ""
    ground.clock.forward(40 * 86_400)
    assert len(signing_choices(address(ground))) == 1, "a delegation that is over is offered no more"


def test_whom_an_organisation_counts_is_its_own_to_say(ground: Ground) -> None:
    with pytest.raises(NotYours):
        author_count(by=ground.journalist, organisation=ground.desk, principal=ground.author)
    author_count(by=ground.owner, organisation=ground.desk, principal=ground.author)
    author_count(by=ground.owner, organisation=ground.desk, principal=ground.author)
    assert [one.principal for one in counted_of(ground.desk)] == [ground.author]
    assert author_page(ground.author.pk).counted_by == ("The Desk",)
    author_uncount(by=ground.owner, organisation=ground.desk, principal=ground.author)
    assert counted_of(ground.desk) == ()


def test_an_unasked_wallet_names_nobody_and_lists_nothing(ground: Ground) -> None:
    """A stranger cannot put words on an author's page by naming their wallet."""
    forged = replace(signed_by(secret("thief"), statement(ground.now)), signer=ground.key.address)
    thief = User.objects.create(username="thief")
    statement_record(forged, owner=Viewer(user=thief.pk))
    assert author_page(ground.author.pk).statements == ()
    assert statements_about(PHOTO.hex()) == (), "a wallet known to sign by its own key is not named on hearsay"


def test_a_flood_of_one_account_leaves_room_for_others(ground: Ground) -> None:
    flooder = Viewer(user=User.objects.create(username="flooder").pk)
    for number in range(25):
        statement_record(signed_by(secret(f"flood {number}"), statement(ground.now)), owner=flooder)
    ground.record()
    found = statements_about(PHOTO.hex())
    assert len(found) == 20
    assert ground.key.address.hex() in {row.signer[2:] for row in found}


def test_a_counted_author_is_found_in_any_flood(ground: Ground) -> None:
    for number in range(22):
        user = User.objects.create(username=f"flooder {number}")
        ground.claim(secret(f"flood {number}"), principal_ensure(user=user), user)
        statement_record(signed_by(secret(f"flood {number}"), statement(ground.now)), owner=Viewer(user=user.pk))
    ground.clock.forward(60)
    ground.record()
    mine = ground.key.address.hex()
    found = statements_about(PHOTO.hex(), always=[ground.author.pk])
    assert mine in {row.signer[2:] for row in found}


def test_a_rivals_record_is_told_and_the_own_desks_is_none(logged: Ground, log: Chronicle) -> None:
    rivals = organisation_create(name="Rivals", slug="rivals", owner=User.objects.create(username="rival"))
    log.record(b"a photo", rivals)
    log.record(b"a photo", logged.desk)
    logged.record()
    log.enter()
    names = {rival.name for one in _evidence() for rival in one.rivals}
    assert names == {"Rivals"}


def _evidence() -> tuple:  # type: ignore[type-arg]
    from verify.authors.selectors import work_evidence

    return work_evidence(PHOTO.hex())


def test_many_statements_cost_little_more_than_one(logged: Ground, log: Chronicle) -> None:
    """Beside what the ledger asks about each record, nothing is asked again for every statement."""
    log.record(b"a photo", organisation_create(name="Rivals", slug="rivals", owner=logged.owner))

    def asked() -> int:
        log.enter()
        with CaptureQueriesContext(connection) as queries:
            check_work(sha256=PHOTO.hex())
        return len(queries)

    logged.record()
    one = asked()
    for number in range(8):
        logged.record(key=secret(f"other {number}"))
    each_record = 3
    assert asked() <= one + each_record * 8


def test_a_retraction_is_told_with_what_it_takes_back(ground: Ground) -> None:
    row = ground.record()
    ground.clock.forward(60)
    ground.record(statement(ground.now, act=Act.RETRACT, role=Role.AUTHOR, about=bytes.fromhex(row.pk)))
    assert codes(check_work(sha256=PHOTO.hex())) == ["author.stated", "author.retracted", "author.takes_back"]
