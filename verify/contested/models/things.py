"""What is public and can be disputed or taken out of display."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Disputes are about the first three; operators take all but records out of display here."""

    RECORD = "record", _("a record")
    FINDING = "finding", _("a published finding")
    PAGE = "page", _("a page about a contested recording")
    DISPUTE = "dispute", _("a dispute")
    ANSWER = "answer", _("an answer to a dispute")
