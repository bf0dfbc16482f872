"""The shape of what a badge shows."""

from __future__ import annotations

from rest_framework import serializers

from verify.api.serializers.codes import FINDING_STATES
from verify.api.serializers.fields import Sha256Field, text_or_null, words
from verify.cases.badge_words import SENTENCES

BADGE_CODES = tuple(SENTENCES)
BADGE_SCHEMAS = ("firstlight.badge/1",)


class BadgeLineSerializer(serializers.Serializer):
    """One open record or statement, or that there is none."""

    state = serializers.ChoiceField(choices=FINDING_STATES)
    code = serializers.CharField(help_text="As in reports.")
    sentence = serializers.CharField()
    record = text_or_null(help_text="The record, by its id.")
    statement = text_or_null(help_text="The statement, by its id.")


class BadgeLinksSerializer(serializers.Serializer):
    """Where to go from here, on this installation."""

    page = serializers.CharField(help_text="The same for people, with ways to check it.")


class BadgeSerializer(serializers.Serializer):
    """What is open to everybody about exactly one digest. Sealed records answer like none."""

    schema = serializers.ChoiceField(choices=BADGE_SCHEMAS)
    sha256 = Sha256Field()
    code = serializers.ChoiceField(choices=BADGE_CODES)
    word = serializers.CharField(help_text="For the sign itself.")
    sentence = serializers.CharField()
    lines = BadgeLineSerializer(many=True, help_text="At most 12.")
    more = serializers.IntegerField(min_value=0, help_text="Lines that are left out; the page has them.")
    limits = words(help_text="What this does not tell.")
    demo = serializers.BooleanField(help_text="From a demo: it proves nothing to outsiders.")
    links = BadgeLinksSerializer()
