"""People and organisations for operators."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from verify import wiring
from verify.accounts.admin_step_up import SteppedUp
from verify.accounts.models import Membership, Organisation, User
from verify.accounts.stepping_up import require_step_up


@admin.register(User)
class PersonAdmin(SteppedUp, UserAdmin):
    """Who makes operators could make themselves anything: a second factor guards it."""

    actions = ("end_sessions",)

    @admin.action(description="End every log-in of these people", permissions=("change",))
    def end_sessions(self, request: HttpRequest, people: QuerySet[User]) -> None:
        """With the next request they are asked to log in again."""
        people.update(sessions_from=wiring.now())

    def user_change_password(self, request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
        require_step_up(request)
        return super().user_change_password(request, *args, **words)


admin.site.unregister(Authenticator)


@admin.register(Authenticator)
class AuthenticatorAdmin(SteppedUp, admin.ModelAdmin[Authenticator]):
    """Operators may take away a second factor that was lost; none is shown, made or changed here."""

    list_display = ("user", "type", "created_at")
    fields = readonly_fields = ("user", "type", "created_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class MembershipInline(admin.TabularInline[Membership, Organisation]):
    model = Membership
    extra = 0
    autocomplete_fields = ("user",)


@admin.register(Organisation)
class OrganisationAdmin(SteppedUp, admin.ModelAdmin[Organisation]):
    list_display = ("name", "slug", "created")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}  # noqa: RUF012 - Django's way
    inlines = (MembershipInline,)
