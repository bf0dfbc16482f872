"""Problem details (RFC 9457)."""

from __future__ import annotations

from rest_framework import serializers


class ProblemSerializer(serializers.Serializer):
    """Why the answer is no, and what to do about it."""

    type = serializers.CharField(help_text="Address of the explanation, on this installation.")
    title = serializers.CharField(help_text="The kind of problem in a few words.")
    status = serializers.IntegerField(min_value=400, max_value=599, help_text="The HTTP status.")
    detail = serializers.CharField(help_text="A sentence that says what to do.")
    code = serializers.CharField(help_text="Stable name of the problem, for programs.")
    reason = serializers.CharField(required=False, help_text="What exactly does not fit, where many things could.")
