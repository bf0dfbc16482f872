"""The government for operators to read: nothing here can be changed by hand, and no sealed part is shown."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from verify.accounts.admin_step_up import SteppedUp
from verify.blacklist.models import ActRow, Appeal, CaseRow, EditionRow, RoundRow, Seat


class Readable(SteppedUp):
    """Acts follow from acts: whatever was typed in here would be refused by every station."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ActRow)
class ActRowAdmin(Readable, admin.ModelAdmin[ActRow]):
    list_display = ("number", "kind", "at", "hash", "record_id")
    list_filter = ("kind",)


@admin.register(CaseRow)
class CaseRowAdmin(Readable, admin.ModelAdmin[CaseRow]):
    list_display = ("number", "opened")
    fields = ("number", "hash", "opened")


@admin.register(RoundRow)
class RoundRowAdmin(Readable, admin.ModelAdmin[RoundRow]):
    list_display = ("case", "number", "closes", "closed", "counted")
    fields = ("case", "number", "closes", "closed", "counted", "beacon")


@admin.register(Appeal)
class AppealAdmin(Readable, admin.ModelAdmin[Appeal]):
    list_display = ("case", "state", "opened", "by")
    fields = ("case", "state", "opened", "by")


@admin.register(EditionRow)
class EditionRowAdmin(Readable, admin.ModelAdmin[EditionRow]):
    list_display = ("edition", "epoch", "digest", "signatures", "made", "record_id")


@admin.register(Seat)
class SeatAdmin(Readable, admin.ModelAdmin[Seat]):
    list_display = ("index", "user_id", "bound")
