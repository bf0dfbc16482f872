"""A wallet says in public whose it is: with its own signature, for somebody who showed a second factor, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from provenance.statements.eip55 import to_checksum
from verify.accounts.models import User
from verify.accounts.tests.signing_in import ADA, BOB
from verify.authors.models import Key, Principal, RevocationRow
from verify.ledger.tests.conftest import Hands
from verify.pages.tests.confirming import confirmed, signed_by

pytestmark = pytest.mark.usefixtures("ledger", "data_dir")
MESSAGE, CLAIM = "/keys/claim/message", "/keys/claim"


def claimed(client: Client, name: str = "Ada Reporter") -> Key:
    answer = client.post(CLAIM, signed_by(ADA, confirmed(client), MESSAGE, name=name))
    assert answer.headers["Location"] == "/keys?after=claimed"
    return Key.objects.get(address=ADA.text.lower())


def test_a_claimed_key_stands_on_the_page_of_its_owner(ida: Client) -> None:
    key = claimed(ida)
    page = Client().get(f"/a/{key.principal_id}").content.decode()
    assert "Ada Reporter" in page
    assert ADA.text in page
    assert "ida" not in page, "the name of the account is nobody's business"


@pytest.mark.parametrize("seconds", [601, 100_000])
def test_without_a_fresh_second_factor_nothing_is_claimed(ida: Client, seconds: int) -> None:
    sent = signed_by(ADA, confirmed(ida), MESSAGE, name="Ada Reporter")
    confirmed(ida, seconds_ago=seconds)
    assert ida.get(CLAIM).headers["Location"].startswith("/account/step-up")
    assert ida.post(MESSAGE, {"signer": ADA.text}, headers={"Accept": "application/json"}).status_code == 403
    assert ida.post(CLAIM, sent).status_code == 302
    assert not Key.objects.exists()


def test_a_stranger_is_led_to_the_log_in(client: Client) -> None:
    assert client.get(CLAIM).headers["Location"].startswith("/accounts/login/")
    assert client.post(MESSAGE, {}, headers={"Accept": "application/json"}).status_code in {401, 403}


def test_a_claim_of_one_person_is_none_of_another(ida: Client) -> None:
    sent = signed_by(ADA, confirmed(ida), MESSAGE, name="Ada Reporter")
    rival = Client()
    rival.force_login(User.objects.create_user("eve"))
    answer = confirmed(rival).post(CLAIM, sent)
    assert answer.status_code == 403
    assert not Key.objects.exists()


def test_a_wallet_is_one_persons(ida: Client) -> None:
    claimed(ida)
    rival = Client()
    rival.force_login(User.objects.create_user("eve"))
    sent = signed_by(ADA, confirmed(rival), MESSAGE, name="Eve")
    answer = rival.post(CLAIM, sent)
    assert answer.status_code == 409
    assert "on record as somebody else" in answer.content.decode()


@pytest.mark.parametrize("sent", ["", "{}", "[" * 5000, '{"schema":"firstlight.signed/1"}', "x" * 70_000])
def test_what_is_no_claim_is_refused_in_a_sentence(ida: Client, sent: str) -> None:
    answer = confirmed(ida).post(CLAIM, {"pasted": sent})
    assert answer.status_code == 400
    assert 'role="alert"><p>' in answer.content.decode()
    assert not Key.objects.exists()


def test_an_altered_claim_is_refused(ida: Client) -> None:
    sent = signed_by(ADA, confirmed(ida), MESSAGE, name="Ada Reporter")
    altered = sent["signed"].replace(ADA.text, BOB.text)
    ida.post(CLAIM, {"signed": altered})
    assert not Key.objects.exists(), "who signed for another address has claimed nothing"


def test_only_owners_claim_for_the_organisation(ida: Client) -> None:
    rival = Client()
    rival.force_login(User.objects.create_user("eve"))
    assert confirmed(rival).get(f"{CLAIM}?for=organisation").status_code == 404
    answer = ida.post(
        CLAIM, signed_by(ADA, confirmed(ida), MESSAGE, **{"for": "organisation"}) | {"for": "organisation"}
    )
    assert answer.headers["Location"] == "/organisation?after=claimed"
    assert Principal.objects.get().organisation is not None


def test_a_lost_key_ends_without_its_signature_as_of_any_moment(ida: Client, clock: Hands) -> None:
    key = claimed(ida)
    yesterday = clock.at - timedelta(days=1)
    form = {"understood": "yes", "reason": "stolen", "effective": f"{yesterday:%Y-%m-%dT%H:%M}"}
    address = f"/keys/{key.address}/end"
    assert ida.post(address, form | {"understood": ""}).status_code == 400, "what follows has to be read"
    assert ida.post(address, form).headers["Location"] == "/keys?after=ended#keys"
    key.refresh_from_db()
    assert (key.revoked, key.reason) == (yesterday.replace(second=0, microsecond=0), "stolen")
    page = Client().get(f"/a/{key.principal_id}").content.decode()
    assert "the key was stolen" in page


def test_who_chooses_no_reason_says_none_and_reads_the_address_as_wallets_write_it(ida: Client) -> None:
    """The reason is public for ever: a field that was left alone must not say that a key was lost."""
    key = claimed(ida)
    page = ida.get(f"/keys/{key.address}/end").content.decode()
    for select in page.split("<select")[1:]:
        assert select.split("<option ")[1].startswith('value="unspecified"')
    assert to_checksum(ADA.address) in page


def test_a_key_signs_its_own_end(ida: Client) -> None:
    key = claimed(ida)
    address = f"/keys/{key.address}/end"
    sent = signed_by(ADA, ida, f"{address}/message", reason="left")
    assert ida.post(address, sent).status_code == 303
    assert RevocationRow.objects.get().signer == key.address


def test_somebody_elses_key_has_no_page_that_ends_it(ida: Client) -> None:
    key = claimed(ida)
    rival = Client()
    rival.force_login(User.objects.create_user("eve"))
    assert confirmed(rival).get(f"/keys/{key.address}/end").status_code == 404
    assert rival.post(f"/keys/{key.address}/end", {"understood": "yes"}).status_code == 404


def test_a_name_is_shown_as_text(ida: Client) -> None:
    key = claimed(ida, name="<script>alert(1)</script>\u202e")
    page = Client().get(f"/a/{key.principal_id}").content.decode()
    assert "<script>alert" not in page
    assert "\u202e" not in page
