"""The shapes of labels and their policies."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from verify.api.serializers.fields import Sha256Field, words
from verify.labels.policy import POLICY_BYTES
from verify.labels.words import Label

LABELS = tuple(Label)
WHAT = "`none`: nothing; `info`: tell viewers; `warn`: warn viewers; `review`: let a person look first."


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string", "enum": list(LABELS)}})
class LabelsField(serializers.DictField):
    """Labels by code."""


@extend_schema_field({"type": "string", "minLength": 1, "maxLength": POLICY_BYTES})
class PolicyTextField(serializers.CharField):
    """A policy, TOML (`firstlight.labels/1`)."""


class LabelReasonSerializer(serializers.Serializer):
    """One line of the report that got a label."""

    code = serializers.CharField(help_text="As the policy names it.")
    label = serializers.ChoiceField(choices=LABELS)
    subject = serializers.CharField(help_text="`file`, or the id of a step.")


class LabelPolicyNameSerializer(serializers.Serializer):
    """Which policy it was."""

    digest = Sha256Field(help_text="SHA-256 of the policy’s very bytes: its version.")
    number = serializers.IntegerField(min_value=0, help_text="Your team’s count; 0 is the policy of the software.")
    name = serializers.CharField()
    shipped = serializers.BooleanField(help_text="It came with the software: your team has none in force.")


class LabelDecisionSerializer(serializers.Serializer):
    """A label and the lines it is for, strongest first."""

    label = serializers.ChoiceField(choices=LABELS, help_text=WHAT)
    because = LabelReasonSerializer(many=True)


class ReportLabelSerializer(LabelDecisionSerializer):
    """What the policy of your team makes of the report. It is your team’s word and not this installation’s."""

    policy = LabelPolicyNameSerializer()


class LabelPolicyLinksSerializer(serializers.Serializer):
    """Where to go from here."""

    self = serializers.CharField()


class LabelPolicySerializer(LabelPolicyNameSerializer):
    """One version of a policy; it is never edited."""

    text = PolicyTextField()
    labels = LabelsField()
    label_what_is_missing = serializers.BooleanField(help_text="It labels what is missing or only looks alike.")
    warnings = words(help_text="What it may do to honest posts.")
    created = serializers.DateTimeField(allow_null=True)
    in_force = serializers.BooleanField()
    links = LabelPolicyLinksSerializer()


class LabelPoliciesSerializer(serializers.Serializer):
    """The policy in force and your team’s versions."""

    in_force = LabelPolicySerializer()
    versions = LabelPolicySerializer(many=True, help_text="Newest first, at most 50.")
    next = serializers.IntegerField(allow_null=True, help_text="Send it as `before` for older ones; null at the end.")


class KeepLabelPolicySerializer(serializers.Serializer):
    """A policy to keep as a version."""

    text = PolicyTextField()


class LabelDryRunRequestSerializer(serializers.Serializer):
    """A policy to try: one of the two."""

    text = PolicyTextField(required=False)
    digest = Sha256Field(required=False, help_text="Of a version of your team, or of the software’s policy.")


class LabelCountsSerializer(serializers.Serializer):
    """How many reports had each label."""

    none = serializers.IntegerField(min_value=0)
    info = serializers.IntegerField(min_value=0)
    warn = serializers.IntegerField(min_value=0)
    review = serializers.IntegerField(min_value=0)


class LabelMoveSerializer(serializers.Serializer):
    """One kind of change, most frequent first."""

    to = serializers.ChoiceField(choices=LABELS)
    count = serializers.IntegerField(min_value=1)

    def get_fields(self) -> dict[str, serializers.Field]:
        """`from` is a word of Python."""
        return {"from": serializers.ChoiceField(choices=LABELS), **super().get_fields()}


class LabelMovedSerializer(serializers.Serializer):
    """One report whose label would change."""

    id = serializers.CharField(help_text="Of the verification.")
    before = LabelDecisionSerializer()
    after = LabelDecisionSerializer()
    links = LabelPolicyLinksSerializer()


class LabelDryRunSerializer(serializers.Serializer):
    """What a policy would have said of your team’s past reports. Nothing of it is stored."""

    held = serializers.IntegerField(min_value=0, help_text="Reports of your team that are still here.")
    looked_at = serializers.IntegerField(min_value=0, help_text="Newest first, as many as five seconds allow.")
    before = LabelCountsSerializer(help_text="By the policy in force.")
    after = LabelCountsSerializer(help_text="By the one that is tried.")
    changed = serializers.IntegerField(min_value=0)
    moves = LabelMoveSerializer(many=True)
    sample = LabelMovedSerializer(many=True, help_text="At most 20.")
