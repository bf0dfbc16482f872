"""Makers' roots, counted apps and revocation evidence for operators: to read, and apps to add with a second factor.

Roots and evidence are taken in by `manage.py roots`, and never edited by anybody.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from verify.operators.admin.base import Edited, Shown, with_reason
from verify.registry.maker_services import app_count, app_discount
from verify.registry.makers import CountedApp, MakerRootVersion, OcspResponse, RevocationSource, StatusListVersion


@admin.register(MakerRootVersion)
class MakerRootVersionAdmin(Shown):
    list_display = ("maker", "platform", "tier", "organisation", "key", "counts", "valid_from", "valid_to", "origin")
    list_filter = ("platform", "tier", "counts", "organisation")
    search_fields = ("maker", "key")
    hidden = ("spki",)


@admin.register(StatusListVersion)
class StatusListVersionAdmin(Shown):
    list_display = ("platform", "entries", "sha256", "origin", "created")
    list_filter = ("platform",)
    search_fields = ("sha256",)
    hidden = ("content",)


@admin.register(RevocationSource)
class RevocationSourceAdmin(Shown):
    list_display = ("platform", "version", "seen", "tried", "problem")
    list_filter = ("platform",)
    search_fields = ("platform",)


@admin.register(OcspResponse)
class OcspResponseAdmin(Shown):
    list_display = ("made", "sha256", "origin", "added_by", "created")
    list_filter = ("made",)
    search_fields = ("sha256",)
    hidden = ("response", "issuer")


@admin.register(CountedApp)
class CountedAppAdmin(Edited):
    list_display = ("app", "organisation", "reason", "added_by", "created")
    list_filter = ("organisation",)
    search_fields = ("app", "reason")
    readonly_fields = ("added_by", "created")
    actions = (
        with_reason(
            _("Count the app no longer"), "discount",
            lambda _, one: app_discount(app=one.app, organisation=one.organisation),
        ),
    )  # fmt: skip

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: CountedApp, form: Any, change: bool) -> None:
        made = app_count(app=obj.app, reason=obj.reason, organisation=obj.organisation, by=request.user)
        obj.pk = made.pk
