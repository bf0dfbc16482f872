"""Settings that production needs, files that pages need, and people who may run it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.checks import Tags, run_checks
from django.db import DatabaseError

from verify.accounts.models import User
from verify.accounts.stepping_up import SECOND_FACTORS
from verify.diagnosis.part import Part

MANIFEST: Final = "staticfiles.json"
OWN_CHECKS: Final = "verify.E001"
"""Walls: said in full under the system's parts."""


def settings_of_production() -> Iterator[Part]:
    """What Django's own checks for a deployment find, and files and tokens that are easily forgotten."""
    if settings.DEMO:
        todo = "unset DEMO and give the settings of .env.example before other people use it"
        yield Part("settings", False, "this is a demo: it answers this machine only and proves nothing", todo=todo)
        return
    found = [one for one in run_checks(tags=[Tags.security], include_deployment_checks=True) if one.id != OWN_CHECKS]
    ids = ", ".join(sorted({str(one.id) for one in found}))
    words = f"Django's checks for a deployment find {ids}" if found else "pass Django's checks for a deployment"
    yield Part("settings", not found, words, needed=True, todo="manage.py check --deploy says each" if found else "")
    yield _static()
    yield _mail()
    token = bool(settings.METRICS_TOKEN)
    todo = "" if token else "set METRICS_TOKEN and let Prometheus ask /metrics (docs/metrics.md)"
    yield Part("monitoring", token, "has a token" if token else "nobody can read figures", todo=todo)


def _static() -> Part:
    there = settings.DEBUG or (Path(settings.STATIC_ROOT) / MANIFEST).is_file()
    words = "collected" if there else "not collected: pages have neither style nor script"
    return Part("static files", there, words, True, "" if there else "manage.py collectstatic --noinput")


def _mail() -> Part:
    there = bool(settings.EMAIL_HOST)
    words = "is sent" if there else "none is sent: nobody can restore a lost password"
    return Part("mail", there, words, todo="" if there else "set EMAIL_HOST and its kin")


def people() -> Iterator[Part]:
    """Whether anybody can run this installation, with a second factor."""
    try:
        operators = User.objects.filter(is_active=True, is_staff=True)
        count = operators.count()
        owners = Authenticator.objects.filter(type__in=SECOND_FACTORS).values("user")
        armed = operators.filter(pk__in=owners).count()
    except DatabaseError:
        return  # said with the stores
    if not count:
        yield Part("operators", False, "there are none", todo="manage.py createsuperuser, then add a passkey")
    elif not armed:
        todo = "log in and add a passkey or an app under Account: lists and roots can be changed only with one"
        yield Part("operators", settings.DEMO, f"{count}, none of them with a second factor", todo=todo)
    else:
        yield Part("operators", True, f"{count}, {armed} of them with a second factor")
