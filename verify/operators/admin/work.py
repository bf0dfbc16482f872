"""Jobs for operators; they hold no content."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from verify import wiring
from verify.jobs.models import Job
from verify.jobs.operating import job_cancel, job_retry
from verify.operators.admin.base import Shown, with_reason

# The queue's own rows are of no use to people.
if admin.site.is_registered(DBTaskResult):
    admin.site.unregister(DBTaskResult)


@admin.register(Job)
class JobAdmin(Shown):
    list_display = ("kind", "state", "attempts", "worker", "created", "started", "heartbeat", "finished")
    list_filter = ("kind", "state")
    search_fields = ("kind", "worker")
    date_hierarchy = "created"
    hidden = ("subject",)
    actions = (
        with_reason(_("Queue it anew"), "retry", lambda _, one: job_retry(one, at=wiring.now())),
        with_reason(_("Give it up"), "give_up", lambda _, one: job_cancel(one, at=wiring.now())),
    )
