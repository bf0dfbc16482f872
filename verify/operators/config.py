"""Puts the operators' own site in the place of Django's admin."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class OperatorsAdminConfig(AdminConfig):  # type: ignore[misc]  # Django's own is untyped
    default_site = "verify.operators.site.OperatorsSite"
