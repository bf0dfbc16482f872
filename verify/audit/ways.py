"""By which door something was done."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """`process` is a worker, or the answer to somebody who is not logged in."""

    PAGE = "page", _("page")
    ADMIN = "admin", _("admin")
    INTERFACE = "interface", _("interface")
    COMMAND = "command", _("command")
    PROCESS = "process", _("by itself")
