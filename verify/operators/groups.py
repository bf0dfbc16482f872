"""Three groups of staff: operators act, support helps accounts, auditors read. Nobody of them makes operators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

OPERATOR: Final = "operator"
SUPPORT: Final = "support"
AUDITOR: Final = "auditor"

UNREAD_BY_SUPPORT: Final = frozenset(("audit.entry", "admin.logentry", "auth.group"))
"""Support helps people, and has no part in what others did with their rights."""

HELPED: Final = frozenset(("accounts.user", "apikeys.apikey", "webhooks.subscription", "webhooks.delivery", "jobs.job"))
"""What support may act on: log-ins and accounts that are no operators', keys, messages, jobs."""

ALONE: Final = frozenset(("auth.group",))
"""What only superusers change, whatever group they are in."""


def groups_prepare() -> None:
    """Make the three, and give them what they need; what an operator gave a group besides stays."""
    for name, wanted in ((OPERATOR, _of_operators()), (SUPPORT, _of_support()), (AUDITOR, _viewing(shown()))):
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*Permission.objects.filter(wanted))


def shown() -> frozenset[str]:
    """Every kind of row that has a page here, as `app.model`."""
    return frozenset(model._meta.label_lower for model in admin.site._registry)  # noqa: SLF001 - there is no other list


def _of_operators() -> Q:
    return _viewing(shown()) | _named(shown() - ALONE, ("add", "change"))


def _of_support() -> Q:
    return _viewing(shown() - UNREAD_BY_SUPPORT) | _named(HELPED, ("change",))


def _viewing(labels: frozenset[str]) -> Q:
    return _named(labels, ("view",))


def _named(labels: frozenset[str], verbs: tuple[str, ...]) -> Q:
    found = Q(pk__in=())
    for app, model in _split(labels):
        names = [f"{verb}_{model}" for verb in verbs]
        found |= Q(content_type__app_label=app, codename__in=names)
    return found


def _split(labels: frozenset[str]) -> Iterator[tuple[str, str]]:
    for label in sorted(labels):
        app, _, model = label.partition(".")
        yield app, model
