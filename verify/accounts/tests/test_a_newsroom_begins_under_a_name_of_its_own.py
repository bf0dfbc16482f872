"""Names of organisations stand beside records: none is taken twice, and none hides what it says."""

from __future__ import annotations

from typing import Any

import pytest

from verify.accounts.errors import NotAllowed
from verify.accounts.founding import newsroom_found
from verify.accounts.models import Organisation, Role, User
from verify.accounts.selectors import role_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ida() -> User:
    return User.objects.create_user("ida")


def test_whoever_founds_it_owns_it(ida: User) -> None:
    found = newsroom_found(name="  Harbour   Post ", by=ida)
    assert (found.name, found.slug, role_of(ida, found)) == ("Harbour Post", "harbour-post", Role.OWNER)


@pytest.mark.parametrize("name", ["HARBOUR POST", "Harbour-Post", "Hárbour Post", "\uff28arbour Post", "harbourpost"])
def test_a_name_that_reads_like_another_is_refused(ida: User, name: str) -> None:
    newsroom_found(name="Harbour Post", by=ida)
    with pytest.raises(NotAllowed, match="already"):
        newsroom_found(name=name, by=ida)
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "Harbour\u202etsoP", "Harbour\u200b"])
def test_a_name_that_nobody_can_read_is_refused(ida: User, name: str) -> None:
    with pytest.raises(NotAllowed, match="people can read"):
        newsroom_found(name=name, by=ida)


def test_two_names_of_one_short_form_stay_apart(ida: User) -> None:
    slugs = {newsroom_found(name=name, by=ida).slug for name in ("新聞社", "報社")}
    assert len(slugs) == 2


def test_where_sign_up_is_closed_the_operator_founds(ida: User, settings: Any) -> None:
    settings.DEMO = settings.SIGNUP_OPEN = False
    with pytest.raises(NotAllowed, match="operator"):
        newsroom_found(name="Harbour Post", by=ida)
    ida.is_staff = True
    assert newsroom_found(name="Harbour Post", by=ida).pk
