"""Makers' roots, counted apps and revocation evidence for operators: to read, and apps to add with a second factor.

Roots and evidence are taken in by `manage.py roots`, and never edited by anybody.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from verify.accounts.admin_step_up import SteppedUp
from verify.registry.makers import CountedApp, MakerRootVersion, OcspResponse, RevocationSource, StatusListVersion


class _ReadOnly(SteppedUp, admin.ModelAdmin[Any]):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(MakerRootVersion)
class MakerRootVersionAdmin(_ReadOnly):
    list_display = ("maker", "platform", "tier", "organisation", "key", "counts", "valid_from", "valid_to", "origin")
    list_filter = ("platform", "tier", "counts", "organisation")
    exclude = ("spki",)


@admin.register(StatusListVersion)
class StatusListVersionAdmin(_ReadOnly):
    list_display = ("platform", "entries", "sha256", "origin", "created")
    exclude = ("content",)


@admin.register(RevocationSource)
class RevocationSourceAdmin(_ReadOnly):
    list_display = ("platform", "version", "seen", "tried", "problem")


@admin.register(OcspResponse)
class OcspResponseAdmin(_ReadOnly):
    list_display = ("made", "sha256", "origin", "added_by", "created")
    exclude = ("response", "issuer")


@admin.register(CountedApp)
class CountedAppAdmin(SteppedUp, admin.ModelAdmin[CountedApp]):
    list_display = ("app", "organisation", "reason", "added_by", "created")
    list_filter = ("organisation",)
    readonly_fields = ("added_by", "created")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: CountedApp, form: Any, change: bool) -> None:
        obj.added_by_id = request.user.pk
        super().save_model(request, obj, form, change)
