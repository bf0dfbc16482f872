"""Trust lists for operators to read (`manage.py trust` takes them in, nobody edits one), and whose records count."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from verify.accounts.admin_step_up import SteppedUp
from verify.registry.models import DeniedSigner, ListedRecorder, TrustListVersion


@admin.register(TrustListVersion)
class TrustListVersionAdmin(admin.ModelAdmin[TrustListVersion]):
    list_display = ("name", "tier", "organisation", "issued", "next_update", "certificates", "sha256", "fetched")
    list_filter = ("tier", "organisation")
    date_hierarchy = "issued"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(DeniedSigner)
class DeniedSignerAdmin(SteppedUp, admin.ModelAdmin[DeniedSigner]):
    list_display = ("issuer", "serial", "key", "reason", "added_by", "created")
    readonly_fields = ("added_by", "created")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: DeniedSigner, form: Any, change: bool) -> None:
        obj.added_by_id = request.user.pk
        super().save_model(request, obj, form, change)


@admin.register(ListedRecorder)
class ListedRecorderAdmin(SteppedUp, admin.ModelAdmin[ListedRecorder]):
    list_display = ("organisation", "recorder", "added_by", "created")
    list_filter = ("organisation",)
    readonly_fields = ("added_by", "created")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: ListedRecorder, form: Any, change: bool) -> None:
        obj.added_by_id = request.user.pk
        super().save_model(request, obj, form, change)


# At the end: Django looks for admin classes here.
from verify.registry import maker_admin  # noqa: E402, F401
