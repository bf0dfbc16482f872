"""Trust lists for operators to read (`manage.py trust` takes them in, nobody edits one), and whose records count."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from verify import wiring
from verify.labels.models import Activation, PolicyVersion
from verify.operators.admin.base import Edited, Shown, with_reason
from verify.registry.models import DeniedSigner, ListChoice, ListedRecorder, TrustListVersion
from verify.registry.services import signer_deny, signer_deny_no_more


@admin.register(TrustListVersion)
class TrustListVersionAdmin(Shown):
    list_display = ("name", "tier", "organisation", "issued", "next_update", "certificates", "sha256", "fetched")
    list_filter = ("tier", "organisation")
    search_fields = ("name", "sha256", "source_sha256")
    date_hierarchy = "issued"
    hidden = ("pem",)


@admin.register(DeniedSigner)
class DeniedSignerAdmin(Edited):
    list_display = ("issuer", "serial", "key", "reason", "added_by", "created")
    search_fields = ("issuer", "serial", "key", "reason")
    readonly_fields = ("added_by", "created")
    actions = (with_reason(_("Refuse the signer no longer"), "deny_no_more", lambda _, one: signer_deny_no_more(one)),)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: DeniedSigner, form: Any, change: bool) -> None:
        made = signer_deny(
            issuer=obj.issuer, serial=obj.serial, key=obj.key, reason=obj.reason, at=wiring.now(), by=request.user
        )
        obj.pk = made.pk


@admin.register(ListedRecorder)
class ListedRecorderAdmin(Edited):
    list_display = ("organisation", "recorder", "added_by", "created")
    list_filter = ("organisation",)
    search_fields = ("organisation__name", "recorder__name")
    readonly_fields = ("added_by", "created")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: ListedRecorder, form: Any, change: bool) -> None:
        obj.added_by_id = request.user.pk
        super().save_model(request, obj, form, change)


@admin.register(ListChoice)
class ListChoiceAdmin(Shown):
    """Chosen on the page of the lists, by operators with the right to add one here, and by organisations."""

    list_display = ("at", "organisation", "name", "how", "version", "by", "reason")
    list_filter = ("how", "organisation")
    search_fields = ("name", "reason")
    date_hierarchy = "at"


@admin.register(PolicyVersion)
class PolicyVersionAdmin(Shown):
    list_display = ("name", "number", "organisation", "digest", "created")
    list_filter = ("organisation",)
    search_fields = ("name", "digest")


@admin.register(Activation)
class ActivationAdmin(Shown):
    list_display = ("at", "organisation", "version", "by")
    list_filter = ("organisation",)
    search_fields = ("version__digest", "version__name")
    date_hierarchy = "at"
