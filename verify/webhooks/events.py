"""What can be told: every event by its name, with the words in which people choose it."""

from __future__ import annotations

from typing import Final

from django.db import models


class Event(models.TextChoices):
    """One kind of thing that happens here. Names are for programs and never change their meaning."""

    VERIFICATION_DONE = "verification.done", "a check ended"
    BATCH_DONE = "batch.done", "a batch of checks ended"
    RECORD_RECORDED = "record.recorded", "a record got its place on the log"
    RECORD_FINAL = "record.final", "an anchor that covers a record became final"
    STATEMENT_RECORDED = "statement.recorded", "a signed message got its place on the log"
    OBJECTION_UPHELD = "objection.upheld", "an objection to one of your works was upheld"
    OBJECTION_LIFTED = "objection.lifted", "an objection to one of your works no longer stands"
    CONSENT_ENDED = "consent.ended", "a consent that you recorded was taken back"
    LIST_CHANGED = "list.changed", "a trust list in use here has a new version"
    CAMERA_LISTED = "camera.listed", "the camera list has a new edition"


ALL: Final = tuple(Event.values)

TEST: Final = "webhook.test"
"""What a try-out is called; nobody subscribes to it, and every address can be sent one by its owner."""

FOR_ALL: Final = frozenset({Event.LIST_CHANGED.value, Event.CAMERA_LISTED.value})
"""Events that belong to nobody and are told to whoever subscribed."""
