"""The audit trail, and Django's own log of what was done in the admin: to read, filter and take along."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from verify.audit.exporting import FORMS
from verify.audit.models import Entry
from verify.audit.selectors import trail
from verify.operators.admin.base import Shown


@admin.register(Entry)
class EntryAdmin(Shown):
    list_display = ("number", "at", "who", "act", "about", "subject", "reason", "way")
    list_filter = ("act", "way", "about")
    search_fields = ("actor", "act", "subject", "reason", "digest")
    date_hierarchy = "at"
    change_list_template = "admin/trail.html"

    @admin.display(description=_("who"), ordering="actor")
    def who(self, entry: Entry) -> str:
        """The name, with the number behind it: a name can be given away again."""
        return f"{entry.actor} ({entry.actor_id})" if entry.actor_id else entry.actor

    def get_urls(self) -> list[URLPattern]:
        taken = path("take/<slug:form>", self.admin_site.admin_view(self.taken), name="audit_entry_taken")
        found: list[URLPattern] = super().get_urls()
        return [taken, *found]

    def taken(self, request: HttpRequest, form: str) -> HttpResponse | StreamingHttpResponse:
        """Every row as a file, for whoever may read them."""
        if not self.has_view_permission(request) or form not in FORMS:
            return HttpResponse(status=404)
        kind, lines = FORMS[form]
        answer = StreamingHttpResponse(lines(trail()), content_type=kind)
        answer["Content-Disposition"] = f'attachment; filename="trail.{form}"'
        return answer


@admin.register(LogEntry)
class LogEntryAdmin(Shown):
    """What the forms of the admin wrote down; `object_repr` may name a person and is left out."""

    list_display = ("action_time", "user", "action_flag", "content_type", "object_id")
    list_filter = ("action_flag", "content_type")
    search_fields = ("user__username", "object_id")
    date_hierarchy = "action_time"
    fields: Any = ("action_time", "user", "action_flag", "content_type", "object_id", "change_message")
