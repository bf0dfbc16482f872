"""Every page of the admin, by every kind of staff: what is evidence cannot be touched, and no secret is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import Group
from django.test import Client, RequestFactory

from verify.accounts.models import User
from verify.operators.admin.base import Edited, Shown
from verify.operators.groups import AUDITOR, OPERATOR, SUPPORT
from verify.pages.tests.confirming import confirmed

pytestmark = pytest.mark.django_db(databases="__all__")

EDITED = {
    "accounts.User", "accounts.Organisation", "auth.Group", "registry.DeniedSigner", "registry.ListedRecorder",
    "registry.CountedApp",
}  # fmt: skip
"""The only rows that a form of the admin writes."""

SECRETS = {
    "digest", "locked", "old_locked", "sealed", "salt", "secret", "data", "leaf", "proof", "apart", "panel", "out",
    "challenge", "handle", "token", "subject", "body", "store", "cursor", "matter", "document", "opening", "blob",
}  # fmt: skip
"""Names of columns that hold secrets, sealed parts or contents somewhere; those that are none are named below."""

NO_SECRET = {
    "audit.entry": {"digest", "subject"}, "labels.policyversion": {"digest"}, "blacklist.editionrow": {"digest"},
    "blacklist.actrow": {"body"}, "authors.revocationrow": {"subject"},
}  # fmt: skip

PAGES = sorted(admin.site._registry.items(), key=lambda one: one[0]._meta.label_lower)


def staff(group: str = "", **more: Any) -> Client:
    user = User.objects.create(username=f"staff of {group or 'all'}", is_staff=True, **more)
    if group:
        user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return confirmed(client)


def request_of(user: User) -> Any:
    request = RequestFactory().get("/")
    request.user = user
    return request


def dangers(pages: Any, user: User) -> Iterator[str]:
    """What somebody who may do everything could do to a row by hand."""
    for model, page in pages:
        request, label = request_of(user), model._meta.label
        if page.has_delete_permission(request):
            yield f"{label} can be deleted"
        if label not in EDITED and (page.has_add_permission(request) or page.has_change_permission(request)):
            yield f"{label} can be written"
        if "delete_selected" in page.get_actions(request):
            yield f"{label} can be deleted in bulk"


def test_nobody_deletes_anything_and_evidence_is_only_read() -> None:
    user = User.objects.create_superuser("olga")
    assert len(PAGES) > 30, "the registrations were not read, so this proves nothing"
    assert list(dangers(PAGES, user)) == []


def test_a_planted_button_is_caught() -> None:
    from verify.audit.models import Entry
    from verify.ledger.models import Record

    class Dangerous(ModelAdmin[Any]):
        pass

    class Careless(Edited):
        pass

    user, site = User.objects.create_superuser("olga"), admin.AdminSite()
    found = list(dangers([(Record, Dangerous(Record, site)), (Entry, Careless(Entry, site))], user))
    assert "ledger.Record can be deleted" in found
    assert "ledger.Record can be deleted in bulk" in found
    assert "audit.Entry can be written" in found


def test_every_page_notes_what_is_done_has_a_search_and_a_filter() -> None:
    for model, page in PAGES:
        assert isinstance(page, Shown), model._meta.label
        assert page.search_fields, model._meta.label
        assert page.list_filter or model._meta.label in EDITED, model._meta.label


def test_no_secret_column_is_shown() -> None:
    request = request_of(User.objects.create_superuser("olga"))
    for model, page in PAGES:
        fields = set(page.get_fields(request)) | {one for one in page.list_display if isinstance(one, str)}
        assert fields & SECRETS <= NO_SECRET.get(model._meta.label_lower, set()), model._meta.label


@pytest.mark.parametrize("group", ["", OPERATOR, SUPPORT, AUDITOR])
def test_every_list_answers_and_searches(group: str) -> None:
    client = staff(group, is_superuser=not group)
    unread = {"audit.entry", "admin.logentry", "auth.group"} if group == SUPPORT else set()
    for model, _ in PAGES:
        name = model._meta.label_lower
        address = f"/admin/{name.replace('.', '/')}/"
        wanted = 403 if name in unread else 200
        assert client.get(address).status_code == wanted, (group, name)
        assert client.get(address, {"q": "1"}).status_code == wanted, (group, name)
        if group == AUDITOR:
            assert client.get(f"{address}add/").status_code == 403, name


def test_strangers_and_members_are_led_to_the_way_in() -> None:
    member = Client()
    member.force_login(User.objects.create(username="member"))
    for model, _ in PAGES:
        address = f"/admin/{model._meta.label_lower.replace('.', '/')}/"
        assert Client().get(address).status_code == 302
        assert member.get(address).status_code in {302, 403, 404}, address


def test_staff_without_a_second_factor_reads_nothing(settings: Any) -> None:
    settings.DEMO, settings.SECURE_SSL_REDIRECT = False, False
    client = Client()
    client.force_login(User.objects.create_superuser("olga"))
    for address in ("/admin/", "/admin/audit/entry/", "/admin/accounts/user/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/step-up?next="), address
    assert confirmed(client).get("/admin/").status_code == 200


def test_only_who_may_do_everything_makes_operators() -> None:
    client, user = staff(OPERATOR), User.objects.create(username="ida")
    assert client.get("/admin/accounts/user/add/").status_code == 403
    client.post(f"/admin/accounts/user/{user.pk}/change/", {"username": "ida", "is_superuser": "on"})
    user.refresh_from_db()
    assert not user.is_superuser
