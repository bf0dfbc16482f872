"""Who works for an organisation and whose word it counts is its own to say; strangers learn nothing of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from verify.accounts.joining import joining_code
from verify.accounts.models import Membership, Organisation, Role, User
from verify.accounts.powers import powers_of
from verify.accounts.services import organisation_create
from verify.accounts.tests.signing_in import ADA, BOB
from verify.authors.models import CountedAuthor, DelegationRow, DomainClaimRow
from verify.pages.tests.confirming import confirmed, signed_by
from verify.registry.models import ListedRecorder

pytestmark = pytest.mark.usefixtures("ledger", "data_dir")
FOR_IT = {"for": "organisation"}


@pytest.fixture
def eve(desk: Organisation) -> Client:
    """Somebody who works for another organisation."""
    client = Client()
    user = User.objects.create_user("eve")
    organisation_create(name="Rival", slug="rival", owner=user)
    client.force_login(user)
    return confirmed(client)


@pytest.fixture
def claimed(ida: Client) -> Client:
    confirmed(ida).post("/keys/claim", signed_by(ADA, ida, "/keys/claim/message", **FOR_IT) | FOR_IT)
    return ida


def delegation(client: Client, **changes: object) -> dict[str, str]:
    terms = {"delegate": BOB.text, "scope": "publish", "from": "2026-03-01", "to": "2026-12-31", **changes}
    return signed_by(ADA, client, "/organisation/delegations/message", **terms)


def test_a_newsroom_begins_with_a_name(client: Client) -> None:
    client.force_login(User.objects.create_user("new"))
    assert "Create a newsroom" in client.get("/organisation").content.decode()
    assert client.post("/organisation", {"name": "\u202e"}).status_code == 400
    assert client.post("/organisation", {"name": "Quay Gazette"}).status_code == 303
    assert "Quay Gazette" in client.get("/organisation").content.decode()


def test_nothing_is_changed_and_no_form_is_shown_before_it_is_confirmed_who_asks(ida: Client) -> None:
    page = ida.get("/organisation").content.decode()
    assert "Confirm it is me" in page
    assert 'name="slug"' not in page
    for address in ("people", "recorders", "authors", "desk-key", "delegations", "domains", "domains/ask"):
        answer = ida.post(f"/organisation/{address}", {"slug": "rival", "name": "eve"})
        assert answer.headers["Location"].startswith("/account/step-up"), address


def test_people_are_taken_in_given_powers_and_let_go(ida: Client, desk: Organisation) -> None:
    jo = User.objects.create_user("jo")
    form = {"person": str(jo.pk), "role": "editor", "power": ["sign_for_desk"]}
    confirmed(ida).post("/organisation/people", {"name": "jo", "code": joining_code(jo, timezone.now())})
    assert Membership.objects.get(user=jo).role == Role.MEMBER
    ida.post("/organisation/people", form)
    assert Membership.objects.get(user=jo).role == Role.EDITOR
    assert powers_of(jo, desk) == {"sign_for_desk"}
    ida.post("/organisation/people", {"person": str(jo.pk), "end": "yes"})
    assert not Membership.objects.filter(user=jo).exists()


def test_the_last_owner_stays(ida: Client, desk: Organisation) -> None:
    me = User.objects.get(username="ida")
    answer = confirmed(ida).post("/organisation/people", {"person": str(me.pk), "role": "member"})
    assert answer.status_code == 400
    assert "last owner" in answer.content.decode()


def test_nobody_is_taken_in_without_a_code_of_their_own(ida: Client, eve: Client) -> None:
    """What somebody records belongs to the organisation they work for: none takes them in behind their back."""
    jo = User.objects.create_user("jo")
    own = Client()
    own.force_login(jo)
    code, now = joining_code(jo, timezone.now()), timezone.now()
    assert all(code in own.get(page).content.decode() for page in ("/organisation", "/account"))
    stale, others = joining_code(jo, now - timedelta(days=2)), joining_code(User.objects.get(username="eve"), now)
    told = set()
    for given in ({}, {"code": ""}, {"code": "é"}, {"code": stale}, {"code": others}):
        answer = confirmed(ida).post("/organisation/people", {"name": "jo", **given})
        assert answer.status_code == 400
        told.add("No account here has this user name and this code" in answer.content.decode())
    assert told == {True}
    unknown = ida.post("/organisation/people", {"name": "nobody", "code": code})
    assert "No account here has this user name and this code" in unknown.content.decode(), (
        "who has an account is no news"
    )
    assert not Membership.objects.filter(user=jo).exists()


def test_members_without_the_right_change_nothing(ida: Client, eve: Client) -> None:
    jo, user = Client(), User.objects.create_user("jo")
    jo.force_login(user)
    confirmed(ida).post("/organisation/people", {"name": "jo", "code": joining_code(user, timezone.now())})
    confirmed(jo)
    assert jo.post("/organisation/people", {"name": "eve"}).status_code == 400
    assert jo.post("/organisation/recorders", {"slug": "rival"}).status_code == 400
    assert not ListedRecorder.objects.exists()
    assert "Take somebody in" not in jo.get("/organisation").content.decode()


def test_recorders_and_authors_are_counted_and_let_go(claimed: Client, eve: Client, desk: Organisation) -> None:
    eve.post("/keys/claim", signed_by(BOB, eve, "/keys/claim/message", name="Eve"))
    claimed.post("/organisation/recorders", {"slug": "rival"})
    claimed.post("/organisation/authors", {"author": BOB.text})
    assert ListedRecorder.objects.get().recorder.slug == "rival"
    row = CountedAuthor.objects.get()
    assert (row.organisation, row.principal.name) == (desk, "Eve")
    page = claimed.get("/organisation").content.decode()
    assert "Rival" in page
    assert f"/a/{row.principal_id}" in page
    claimed.post("/organisation/recorders", {"recorder": "rival", "end": "yes"})
    claimed.post("/organisation/authors", {"author": row.principal_id, "end": "yes"})
    assert not ListedRecorder.objects.exists()
    assert not CountedAuthor.objects.exists()
    assert claimed.post("/organisation/authors", {"author": "nobody"}).status_code == 400


def test_a_delegation_signed_by_the_organisations_wallet_is_kept(claimed: Client) -> None:
    answer = claimed.post("/organisation/delegations", delegation(claimed))
    assert answer.headers["Location"] == "/organisation?after=delegated#delegations"
    row = DelegationRow.objects.get()
    assert (row.delegate, row.scopes) == (BOB.text.lower(), ["publish"])
    assert BOB.text in claimed.get("/organisation").content.decode()


@pytest.mark.parametrize(
    "changes",
    [{"delegate": "0x12"}, {"scope": []}, {"scope": "everything"}, {"to": "2020-01-01"}, {"from": "soon"}],
)
def test_a_delegation_that_makes_no_sense_is_told_before_it_is_signed(
    claimed: Client, changes: dict[str, object]
) -> None:
    terms = {"delegate": BOB.text, "scope": "publish", "from": "2026-03-01", "to": "2026-12-31", **changes}
    address = "/organisation/delegations/message"
    answer = claimed.post(address, {**terms, "signer": ADA.text}, headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["sentence"].endswith(".")


def test_a_rival_delegates_nothing_for_the_organisation(claimed: Client, eve: Client) -> None:
    sent = delegation(claimed)
    assert eve.post("/organisation/delegations", sent).status_code == 403
    assert not DelegationRow.objects.exists()


def test_a_delegation_is_ended_by_the_organisation_and_by_no_rival(claimed: Client, eve: Client) -> None:
    claimed.post("/organisation/delegations", delegation(claimed))
    row = DelegationRow.objects.get()
    address = f"/organisation/delegations/{row.struct_hash}/end"
    assert eve.get(address).status_code == 404
    form = {"understood": "yes", "reason": "left"}
    assert eve.post(address, form).status_code == 404
    assert claimed.post(address, form).status_code == 303
    row.refresh_from_db()
    assert row.reason == "left"


def test_a_domain_is_claimed_by_the_wallet_and_the_page_says_what_to_publish(claimed: Client) -> None:
    sent = signed_by(ADA, claimed, "/organisation/domains/message", domain="news.example")
    assert claimed.post("/organisation/domains", sent).headers["Location"].startswith("/organisation?after=domain")
    assert DomainClaimRow.objects.get().domain == "news.example"
    page = claimed.get("/organisation").content.decode()
    assert "https://news.example/.well-known/did.json" in page
    assert "news.example" not in Client().get(f"/a/{DomainClaimRow.objects.get().principal_id}").content.decode(), (
        "one side alone binds nothing"
    )
