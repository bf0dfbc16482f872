"""The report: the same from library, command line and API. Fields may be added, never renamed."""

from __future__ import annotations

from rest_framework import serializers

from verify.api.serializers.codes import CREDENTIALS_CODES, FINDING_STATES, HEADLINE_CODES, REPORT_SCHEMAS
from verify.api.serializers.fields import ParamsField, Sha256Field, text_or_null, words
from verify.api.serializers.step import StepSerializer


class MediaSerializer(serializers.Serializer):
    """What the bytes are; null where nothing decoded it."""

    sha256 = Sha256Field(allow_null=True, help_text="SHA-256 of exactly these bytes.")
    bytes = serializers.IntegerField(allow_null=True, min_value=0)
    type = text_or_null(help_text="Media type found in the content, never taken from the name.")
    width = serializers.IntegerField(allow_null=True, min_value=0, help_text="Pixels.")
    height = serializers.IntegerField(allow_null=True, min_value=0, help_text="Pixels.")
    duration_s = serializers.FloatField(allow_null=True, min_value=0, help_text="Seconds.")


class HeadlineSerializer(serializers.Serializer):
    """The answer in one sentence."""

    code = serializers.ChoiceField(choices=HEADLINE_CODES)
    params = ParamsField()
    sentence = serializers.CharField()
    step = text_or_null(help_text="The step that the sentence is about.")


class CredentialsSerializer(serializers.Serializer):
    """What the Content Credentials show, over every step; the first code of the list that fits any step wins."""

    code = serializers.ChoiceField(choices=CREDENTIALS_CODES)
    params = ParamsField()
    sentence = serializers.CharField()
    step = text_or_null(help_text="The step that decided; of several, the newest.")
    steps = StepSerializer(many=True)


class FindingSerializer(serializers.Serializer):
    """The result of one check on one subject."""

    kind = serializers.CharField(help_text="What was looked at, for example media, marks or claims.")
    state = serializers.ChoiceField(choices=FINDING_STATES)
    code = serializers.CharField(help_text="Stable name of the result.")
    params = ParamsField()
    subject = serializers.CharField(help_text="`file`, or the id of a step.")
    checked_at = serializers.DateTimeField()
    sentence = serializers.CharField()


class ListVersionSerializer(serializers.Serializer):
    """A trust list that was used, in this version."""

    name = serializers.CharField()
    sha256 = Sha256Field()
    issued = text_or_null(help_text="Date on the list.")
    fetched = text_or_null(help_text="Date on which this installation took it over.")


class MadeWithSerializer(serializers.Serializer):
    """The versions that explain an old answer."""

    firstlight = serializers.CharField()
    c2pa = serializers.CharField()
    lists = ListVersionSerializer(many=True)
    demo = serializers.BooleanField(help_text="Made by a demo: its lists prove nothing to outsiders.")


class ReportSerializer(serializers.Serializer):
    """Everything that one file says about itself and whether that holds."""

    schema = serializers.ChoiceField(choices=REPORT_SCHEMAS)
    media = MediaSerializer()
    headline = HeadlineSerializer()
    credentials = CredentialsSerializer()
    findings = FindingSerializer(many=True)
    not_checked = words(help_text="What was not looked at, and therefore not found wanting.")
    made_with = MadeWithSerializer()
