"""What a key may be for; a program gets no more than its work needs."""

from __future__ import annotations

from django.db import models


class Scope(models.TextChoices):
    """One kind of work; every route of the interface names the one that it needs."""

    CHECK = "check", "check files, links, posts and consents"
    READ = "read", "read what is on record and how a check stands"
    RECORD = "record", "put works and statements on record"
    OBJECT = "object", "hand in objections"
    WEBHOOKS = "webhooks", "say which addresses are told what happened"


ALL = tuple(Scope.values)
