"""The shape of what is told while a document is being set."""

from __future__ import annotations

from rest_framework import serializers

WAITING_STATES = ("waiting",)


class WaitingReportSerializer(serializers.Serializer):
    """A document that is not there yet."""

    state = serializers.ChoiceField(choices=WAITING_STATES)
