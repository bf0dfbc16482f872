"""The shape of a disclosure."""

from __future__ import annotations

from rest_framework import serializers

from provenance.disclosure import SCHEMA, Available, Made
from verify.api.serializers.fields import Sha256Field, text_or_null, words
from verify.api.serializers.report import FindingSerializer
from verify.api.serializers.step import StepSerializer

DISCLOSURE_SCHEMAS = (SCHEMA,)
AVAILABLE = tuple(Available)
MADE = tuple(Made)


class DisclosedSystemSerializer(serializers.Serializer):
    """A generative model, a device or a program that a step names."""

    made = serializers.ChoiceField(choices=MADE)
    name = text_or_null(help_text="As the signer calls it, for example a model or a camera; never a serial number.")
    signer = text_or_null(help_text="Who states it.")
    step = serializers.CharField()
    listed = serializers.BooleanField(
        help_text="Listed signers vouch for it and what came after; else anyone can add it."
    )


class DisclosedSignaturesSerializer(serializers.Serializer):
    """Whether digital signatures came with it."""

    count = serializers.IntegerField(min_value=0)
    intact = serializers.IntegerField(min_value=0, help_text="They fit what was signed.")
    listed = serializers.IntegerField(min_value=0, help_text="By a signer on a list that counts.")


class DisclosureLinksSerializer(serializers.Serializer):
    """Where to go from here."""

    self = serializers.CharField()
    verification = serializers.CharField()
    page = serializers.CharField(help_text="The same for people: link to it, or show it.")


class DisclosureSerializer(serializers.Serializer):
    """What a platform has to show of a file: whether there is provenance data, what made it, who signed."""

    schema = serializers.ChoiceField(choices=DISCLOSURE_SCHEMAS)
    sha256 = Sha256Field(allow_null=True)
    available = serializers.ChoiceField(choices=AVAILABLE, help_text="`not_readable` is never `none`.")
    made = serializers.ChoiceField(choices=MADE, help_text="AI before a camera, listed signers before others.")
    sentences = words(help_text="For people: the data, the making, the signatures.")
    systems = DisclosedSystemSerializer(many=True, help_text="One a step, newest first.")
    signatures = DisclosedSignaturesSerializer()
    steps = StepSerializer(many=True, help_text="Everything that each step says, as in the report.")
    ai_marks = FindingSerializer(many=True, help_text="Declarations of AI, and what was taken out.")
    captures = FindingSerializer(many=True, help_text="What devices attested.")
    links = DisclosureLinksSerializer()
