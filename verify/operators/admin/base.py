"""What every page of the admin has in common: read unless said otherwise, no deletion, acts with a reason and a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verify.accounts.admin_step_up import SteppedUp
from verify.accounts.errors import AccountError
from verify.audit.acting import because
from verify.audit.models import REASON_CHARS
from verify.audit.services import note
from verify.jobs.operating import NotNow as JobNotNow
from verify.ledger.errors import LedgerError
from verify.webhooks.errors import WebhookError

REFUSED = (AccountError, JobNotNow, LedgerError, WebhookError)
"""What services refuse with; each text is fit for operators."""

Do: TypeAlias = Callable[[HttpRequest, Any], object]


class Shown(SteppedUp, admin.ModelAdmin[Any]):
    """To read, for whoever was given the right to view: nothing is added, changed or deleted by hand.

    Acts on rows need the right to change them, which opens no form here.
    """

    list_per_page = 50
    show_full_result_count = False
    hidden: Sequence[str] = ()
    """Columns that are never shown: secrets, sealed parts, addresses that open something."""

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> Sequence[str]:
        return (*(super().get_exclude(request, obj) or ()), *self.hidden)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may(request, self.opts, "view") or _may(request, self.opts, "change")

    def has_act_permission(self, request: HttpRequest) -> bool:
        """Whether the reader may do what stands under the list."""
        return _may(request, self.opts, "change")

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        _noted("admin.added", obj, message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        _noted("admin.changed", obj, message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        for one in queryset:
            _noted("admin.deleted", one, ())
        return super().log_deletions(request, queryset)


class Edited(Shown):
    """Adding and changing by hand, where no evidence hangs on a row; never deleting."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may(request, self.opts, "add")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may(request, self.opts, "change")


def with_reason(words: Any, name: str, do: Do) -> Callable[..., HttpResponse | None]:
    """An act on chosen rows: asked for once more together with its reason, then done row by row by a service.

    What is refused is told with the service's own sentence, and the others are done.
    """

    @admin.action(description=words, permissions=["act"])
    def act(page: Shown, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
        reason = " ".join(request.POST.get("reason", "").split())[:REASON_CHARS]
        if not request.POST.get("sure") or not reason:
            return _asked(page, request, rows, words, name)
        with because(reason):
            done = sum(_done(page, request, row, do) for row in rows)
        if done:
            told = ngettext("Done, for one row: %(act)s", "Done, for %(count)d rows: %(act)s", done)
            page.message_user(request, told % {"count": done, "act": words}, messages.SUCCESS)
        return None

    act.__name__ = name
    return act


def _done(page: Shown, request: HttpRequest, row: Model, do: Do) -> bool:
    try:
        do(request, row)
    except REFUSED as problem:
        page.message_user(request, f"{row}: {problem}", messages.ERROR)
        return False
    return True


def _asked(page: Shown, request: HttpRequest, rows: QuerySet[Any], words: Any, name: str) -> HttpResponse:
    if request.POST.get("sure") is not None or request.POST.get("asked"):
        page.message_user(request, _("Write down why, and tick the box: nothing was done."), messages.WARNING)
    shown = {
        **page.admin_site.each_context(request),
        "title": words,
        "rows": rows,
        "opts": page.opts,
        "name": name,
        "checkbox": ACTION_CHECKBOX_NAME,
        "most": REASON_CHARS,
    }
    return TemplateResponse(request, "admin/with_reason.html", shown)


def _may(request: HttpRequest, opts: Any, verb: str) -> bool:
    return bool(request.user.has_perm(f"{opts.app_label}.{verb}_{opts.model_name}"))


def _noted(act: str, obj: Model, message: Any) -> None:
    told = message if isinstance(message, list) else []
    fields = sorted({name for one in told for part in one.values() for name in part.get("fields", ())})
    note(act, about=type(obj)._meta.label, subject=obj.pk, fields=" ".join(map(str, fields))[:200])  # noqa: SLF001
