"""What was published is signed byte by byte: by the desk's key for who may, or by the wallet of who said it; once."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from django.test import Client

from verify import wiring
from verify.accounts.models import Membership, Organisation, Role, User
from verify.accounts.tests.signing_in import ADA
from verify.authors.models import StatementRow
from verify.authors.services import AtDesk, desk_key_ensure
from verify.authors.tests.test_the_desk_signs_for_its_people import Workroom
from verify.dossiers.models import HumanFinding
from verify.dossiers.services.saying import finding_publish, finding_say
from verify.dossiers.teams import AtTheDesk
from verify.dossiers.tests.making import PHOTO, checked, item
from verify.ledger.parts import Parts
from verify.pages.tests.confirming import confirmed, signed_by

pytestmark = pytest.mark.usefixtures("ledger", "data_dir")


@pytest.fixture
def owner(desk: Organisation, use_parts: Callable[..., Parts], tmp_path: Path) -> AtTheDesk:
    """An owner at a desk whose key is made; the clock is the real one, as that of the log-in is."""
    use_parts(ask_signer=Workroom(tmp_path, wiring.now).ask, clock=wiring.now)  # type: ignore[arg-type]
    ida = AtTheDesk.of(User.objects.get(username="ida"))
    desk_key_ensure(AtDesk(ida.user, desk, wiring.now()))
    return ida


@pytest.fixture
def said(owner: AtTheDesk) -> HumanFinding:
    one = finding_say(item(owner), kind="place", outcome="fits", words="The crane.", named=False, desk=owner)
    return finding_publish(one, desk=owner)


def way(one: HumanFinding) -> str:
    return f"/dossiers/{one.dossier_id}/findings/{one.pk}/sign"


def test_the_signature_is_over_exactly_what_is_handed_out(ida: Client, said: HumanFinding) -> None:
    answer = confirmed(ida).post(way(said))
    assert answer.status_code == 303, answer.content.decode()[:6000]
    row = StatementRow.objects.get(role="author")
    handed_out = Client().get(f"/findings/{said.pk}.json").content
    assert (row.content, row.state) == (sha256(handed_out).hexdigest(), "holds")
    assert f"/s/{row.pk}" in Client().get(f"/c/{checked(None, PHOTO).pk}").content.decode()
    assert ida.post(way(said)).status_code == 409, "once"
    assert StatementRow.objects.filter(role="author").count() == 1


def test_it_needs_a_second_factor_and_the_power(ida: Client, said: HumanFinding, desk: Organisation) -> None:
    assert ida.post(way(said))["Location"].startswith("/account/step-up")
    jo, client = User.objects.create_user("jo"), Client()
    Membership.objects.create(user=jo, organisation=desk, role=Role.EDITOR)
    client.force_login(jo)
    assert confirmed(client).post(way(said)).status_code == 404
    assert not StatementRow.objects.filter(role="author").exists()


def test_what_was_taken_back_or_never_published_is_not_signed(ida: Client, owner: AtTheDesk) -> None:
    one = finding_say(item(owner), kind="place", outcome="fits", words="The crane.", named=False, desk=owner)
    assert confirmed(ida).post(way(one)).status_code == 409
    finding_publish(one, desk=owner)
    ida.post(f"/dossiers/{one.dossier_id}/findings/{one.pk}/take-back", {"words": "A slip."})
    assert ida.post(way(one)).status_code == 409


def test_who_said_it_signs_it_with_a_wallet_of_their_own(ida: Client, said: HumanFinding) -> None:
    there = way(said).replace("/sign", "/wallet")
    assert "Sign with your wallet" in ida.get(f"/dossiers/{said.dossier_id}").content.decode()
    assert ida.get(there).status_code == 200
    assert ida.post(there, {"pasted": "{}"}).status_code == 400
    answer = ida.post(there, signed_by(ADA, ida, f"{there}/message"))
    assert answer.status_code == 303, answer.content.decode()[:6000]
    row = StatementRow.objects.get(signer=ADA.text.lower())
    assert (row.content, row.role) == (sha256(said.document.encode()).hexdigest(), "author")
    assert f"/s/{row.pk}" in Client().get(f"/c/{checked(None, PHOTO).pk}").content.decode()
    assert ida.get(there).status_code == 404, "once"


def test_nobody_signs_what_somebody_else_said(said: HumanFinding, desk: Organisation) -> None:
    jo, client = User.objects.create_user("jo"), Client()
    Membership.objects.create(user=jo, organisation=desk, role=Role.OWNER)
    client.force_login(jo)
    there = way(said).replace("/sign", "/wallet")
    assert [client.get(there).status_code, client.post(f"{there}/message").status_code] == [404, 404]
