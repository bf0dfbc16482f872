"""The government for operators to read: nothing here can be changed by hand, and no sealed part is shown."""

from __future__ import annotations

from django.contrib import admin

from verify.blacklist.models import ActRow, Appeal, CaseRow, EditionRow, RoundRow, Seat
from verify.operators.admin.base import Shown


@admin.register(ActRow)
class ActRowAdmin(Shown):
    """Acts follow from acts: whatever was typed in here would be refused by every station."""

    list_display = ("number", "kind", "at", "hash", "record_id")
    list_filter = ("kind",)
    search_fields = ("hash", "=number")
    date_hierarchy = "at"


@admin.register(CaseRow)
class CaseRowAdmin(Shown):
    list_display = ("number", "opened")
    list_filter = ("opened",)
    search_fields = ("number",)
    fields = ("number", "hash", "opened")


@admin.register(RoundRow)
class RoundRowAdmin(Shown):
    list_display = ("case", "number", "closes", "closed", "counted")
    list_filter = ("closed", "counted")
    search_fields = ("case__number",)
    fields = ("case", "number", "closes", "closed", "counted", "beacon")


@admin.register(EditionRow)
class EditionRowAdmin(Shown):
    list_display = ("edition", "epoch", "digest", "signatures", "made", "record_id")
    list_filter = ("made",)
    search_fields = ("digest",)


@admin.register(Seat)
class SeatAdmin(Shown):
    """Who sits where is bound by `manage.py maintainers bind`; how anybody voted is in no row."""

    list_display = ("index", "user_id", "bound")
    list_filter = ("bound",)
    search_fields = ("=index",)


@admin.register(Appeal)
class AppealAdmin(Shown):
    list_display = ("case", "state", "opened", "by")
    list_filter = ("state",)
    search_fields = ("case__number",)
    fields = ("case", "state", "opened", "by")
