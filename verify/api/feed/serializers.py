"""The shapes of the feed, for the schema."""

from __future__ import annotations

from rest_framework import serializers

from provenance.mirror.chain import PAGE_SCHEMA, SCHEMA
from provenance.mirror.words import SCHEMA as WORDS_SCHEMA

HEX = r"^[0-9a-f]{64}$"
FEED = r"^[0-9a-f]{32}$"


class FeedLinksSerializer(serializers.Serializer[object]):
    """Where to begin, and the newest page."""

    first = serializers.CharField()
    last = serializers.CharField()


class FeedSerializer(serializers.Serializer[object]):
    """How far the feed goes; only `note` is signed."""

    schema = serializers.ChoiceField(choices=[SCHEMA])
    feed = serializers.RegexField(FEED, help_text="Names this feed; one that was begun anew has another name.")
    origin = serializers.CharField(help_text="The log of this installation.")
    key = serializers.CharField(help_text="The key that signs it. Compare it with what the operator says elsewhere.")
    count = serializers.IntegerField(min_value=0, help_text="Entries.")
    closed = serializers.IntegerField(min_value=0, help_text="Pages that will never change again.")
    at = serializers.DateTimeField(help_text="When that was all there was.")
    note = serializers.CharField(help_text="The signed note (C2SP signed-note).")
    links = FeedLinksSerializer()


class FeedEntrySerializer(serializers.Serializer[object]):
    """One change; kinds that you do not know are passed over and hashed all the same."""

    seq = serializers.IntegerField(min_value=1)
    kind = serializers.CharField(help_text="`record`, `beacon`, `log`, `anchor`, `list` and others: docs/feed.md.")
    subject = serializers.CharField(allow_blank=True)
    body = serializers.DictField(help_text="By its kind.")


class FeedPageLinksSerializer(serializers.Serializer[object]):
    """The next page; null while this one grows."""

    next = serializers.CharField(allow_null=True)


class FeedPageSerializer(serializers.Serializer[object]):
    """One page, up to what `note` signs."""

    schema = serializers.ChoiceField(choices=[PAGE_SCHEMA])
    feed = serializers.RegexField(FEED)
    page = serializers.IntegerField(min_value=0)
    before = serializers.IntegerField(min_value=0, help_text="Entries of all earlier pages.")
    previous = serializers.RegexField(HEX, help_text="The value of the chain before the first entry here.")
    closed = serializers.BooleanField(help_text="Whether it will never change again.")
    entries = FeedEntrySerializer(many=True)
    note = serializers.CharField()
    links = FeedPageLinksSerializer()


class FeedWordsSerializer(serializers.Serializer[object]):
    """What was signed behind the entries of a page; the SHA-256 of each is what its entry names."""

    schema = serializers.ChoiceField(choices=[WORDS_SCHEMA])
    page = serializers.IntegerField(min_value=0)
    words = serializers.ListField(child=serializers.DictField(), help_text="`firstlight.signed/1`: docs/statements.md.")
