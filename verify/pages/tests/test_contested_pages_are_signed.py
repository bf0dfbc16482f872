"""A published version is signed byte by byte, once: by the desk's key for who may, or by its publisher's wallet."""

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
from verify.contested.models import Version
from verify.contested.tests.making import published
from verify.dossiers.teams import AtTheDesk
from verify.ledger.parts import Parts
from verify.pages.tests.confirming import confirmed, signed_by

pytestmark = pytest.mark.usefixtures("ledger", "data_dir")


@pytest.fixture
def version(desk: Organisation, use_parts: Callable[..., Parts], tmp_path: Path) -> Version:
    """What an owner published at a desk whose key is made; the clock is the real one, as that of the log-in is."""
    use_parts(ask_signer=Workroom(tmp_path, wiring.now).ask, clock=wiring.now)  # type: ignore[arg-type]
    ida = AtTheDesk.of(User.objects.get(username="ida"))
    desk_key_ensure(AtDesk(ida.user, desk, wiring.now()))
    return published(ida)


def way(version: Version, part: str) -> str:
    return f"/contested/{version.page_id}/{part}"


def handed_out(version: Version) -> bytes:
    return Client().get(f"/contested/{version.page_id}/v{version.number}.json").content


def test_the_desk_signs_exactly_what_is_handed_out(ida: Client, version: Version) -> None:
    assert ida.post(way(version, "sign"))["Location"].startswith("/account/step-up")
    answer = confirmed(ida).post(way(version, "sign"))
    assert answer.status_code == 303, answer.content.decode()[:6000]
    row = StatementRow.objects.get(role="publisher")
    assert (row.content, row.state) == (sha256(handed_out(version)).hexdigest(), "holds")
    assert f"/s/{row.pk}" in Client().get(f"/contested/{version.page_id}").content.decode()
    assert ida.post(way(version, "sign")).status_code == 409, "once"


def test_its_publisher_signs_it_with_a_wallet_of_their_own(ida: Client, version: Version) -> None:
    there = way(version, "wallet")
    assert ida.get(there).status_code == 200
    assert ida.post(there, {"pasted": "{}"}).status_code == 400
    answer = ida.post(there, signed_by(ADA, ida, f"{there}/message"))
    assert answer.status_code == 303, answer.content.decode()[:6000]
    row = StatementRow.objects.get(signer=ADA.text.lower())
    assert (row.content, row.role) == (sha256(handed_out(version)).hexdigest(), "publisher")
    assert f"/s/{row.pk}" in Client().get(f"/contested/{version.page_id}").content.decode()
    assert ida.get(there).status_code == 404, "once"


def test_nobody_else_of_the_team_signs_as_its_publisher(version: Version, desk: Organisation) -> None:
    jo, client = User.objects.create_user("jo"), Client()
    Membership.objects.create(user=jo, organisation=desk, role=Role.OWNER)
    client.force_login(jo)
    there = way(version, "wallet")
    assert [client.get(there).status_code, client.post(f"{there}/message").status_code] == [404, 404]
    assert not StatementRow.objects.exists()


def test_a_withdrawn_page_is_not_signed(ida: Client, version: Version) -> None:
    assert ida.post(f"/contested/{version.page_id}/withdraw", {"words": "Another fire."}).status_code == 303
    assert confirmed(ida).post(way(version, "sign")).status_code == 409
    assert ida.get(way(version, "wallet")).status_code == 404
