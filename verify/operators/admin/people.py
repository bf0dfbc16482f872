"""People and organisations for operators."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from verify import wiring
from verify.accounts.models import Grant, Membership, Organisation, User
from verify.accounts.operating import account_admit, account_suspend, factor_take_away, log_ins_end
from verify.accounts.stepping_up import require_step_up
from verify.operators.admin.base import Edited, Shown, with_reason

for model in (Authenticator, EmailAddress, Group):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


def _admit(request: HttpRequest, one: User) -> None:
    account_admit(by=request.user, user=one)  # type: ignore[arg-type]  # staff alone get here


@admin.register(User)
class PersonAdmin(Edited, UserAdmin):
    """Who makes operators could make themselves anything: only who may do everything fills in these forms."""

    list_display = ("username", "is_active", "is_staff", "is_superuser", "date_joined", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser", "groups")
    search_fields = ("username", "email")
    actions = (
        with_reason(_("End every log-in"), "end_log_ins", lambda _, one: log_ins_end(one, at=wiring.now())),
        with_reason(
            _("Suspend the account"), "suspend",
            lambda request, one: account_suspend(by=request.user, user=one, at=wiring.now()),
        ),
        with_reason(_("Let the account in again"), "admit", _admit),
    )  # fmt: skip

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    def user_change_password(self, request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
        require_step_up(request)
        return super().user_change_password(request, *args, **words)


@admin.register(Group)
class GroupAdmin(Edited):
    """Who may do what here: whoever changes a group changes what its people may."""

    search_fields = ("name",)
    filter_horizontal = ("permissions",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)


@admin.register(Authenticator)
class AuthenticatorAdmin(Shown):
    """Operators may take away a second factor that was lost; none is shown, made or changed here."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    search_fields = ("user__username",)
    fields = ("user", "type", "created_at", "last_used_at")
    actions = (
        with_reason(
            _("Take the second factor away"), "take_away",
            lambda request, one: factor_take_away(by=request.user, factor=one),
        ),
    )  # fmt: skip


class MembershipInline(admin.TabularInline[Membership, Organisation]):
    model = Membership
    extra = 0
    autocomplete_fields = ("user",)


@admin.register(Organisation)
class OrganisationAdmin(Edited):
    list_display = ("name", "slug", "created")
    search_fields = ("name", "slug")
    date_hierarchy = "created"
    prepopulated_fields = {"slug": ("name",)}  # noqa: RUF012 - Django's way
    inlines = (MembershipInline,)


@admin.register(Grant)
class GrantAdmin(Shown):
    """Owners grant on the page of their organisation; here one reads who may what."""

    list_display = ("membership", "power", "granted_by", "created")
    list_filter = ("power",)
    search_fields = ("membership__user__username", "membership__organisation__name")
    list_select_related = ("membership__user", "membership__organisation", "granted_by")
