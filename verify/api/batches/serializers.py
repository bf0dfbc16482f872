"""What is sent for a batch, and what is answered."""

from __future__ import annotations

from rest_framework import serializers

from verify.api.labels.serializers import LABELS
from verify.api.serializers.fields import LinkField, Sha256Field, UploadField, text_or_null, words
from verify.batches.limits import MOST_ITEMS
from verify.batches.models import BatchState, ItemKind, Sent
from verify.batches.selectors import STATES

BATCH_STATES = tuple(BatchState.values)
ITEM_STATES = STATES
ITEM_KINDS = tuple(ItemKind.values)
SENT_AS = tuple(Sent.values)


class BatchUploadSerializer(serializers.Serializer):
    """Many files, or a table of links."""

    file = UploadField(help_text="A zip of up to 10,000 files, or a CSV with a column `url` or `sha256`.")


class BatchItemWantedSerializer(serializers.Serializer):
    """One thing to check; exactly one of the two."""

    url = LinkField(required=False, help_text="Full public link to the file itself. It is fetched once.")
    sha256 = Sha256Field(required=False, help_text="A SHA-256 to look up; no file is needed.")


class BatchItemsWantedSerializer(serializers.Serializer):
    """A list of links and digests."""

    items = serializers.ListField(
        child=BatchItemWantedSerializer(), min_length=1, max_length=MOST_ITEMS, help_text="In your own order."
    )


class CountsSerializer(serializers.Serializer):
    """How many items stand where."""

    waiting = serializers.IntegerField(min_value=0)
    working = serializers.IntegerField(min_value=0)
    done = serializers.IntegerField(min_value=0, help_text="They have an answer.")
    refused = serializers.IntegerField(min_value=0, help_text="They cannot be checked; `code` says why.")
    failed = serializers.IntegerField(min_value=0, help_text="Our fault or a site's: try them again.")
    cancelled = serializers.IntegerField(min_value=0)


class BatchLinksSerializer(serializers.Serializer):
    """Where to go from here, on this installation."""

    self = serializers.CharField()
    items = serializers.CharField()
    csv = serializers.CharField()
    jsonl = serializers.CharField()
    page = serializers.CharField()


class BatchSerializer(serializers.Serializer):
    """One batch and how far it is."""

    id = serializers.CharField(help_text="Unguessable; only its sender and their team read it.")
    state = serializers.ChoiceField(choices=BATCH_STATES)
    sent = serializers.ChoiceField(choices=SENT_AS, help_text="What it was sent as.")
    created = serializers.DateTimeField()
    finished = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(help_text="When everything about it is deleted.")
    total = serializers.IntegerField(min_value=0)
    counts = CountsSerializer()
    codes = serializers.DictField(
        child=serializers.IntegerField(min_value=1), help_text="Of those that are done: how many by headline code."
    )
    links = BatchLinksSerializer()


class BatchListSerializer(serializers.Serializer):
    """The team's batches, the newest first."""

    batches = BatchSerializer(many=True)
    next = text_or_null(help_text="Address of the next page.")


class ItemLinksSerializer(serializers.Serializer):
    """The check of an item."""

    self = text_or_null(help_text="With the report.")
    page = text_or_null(help_text="The same as a page.")


class BatchItemSerializer(serializers.Serializer):
    """One item."""

    position = serializers.IntegerField(min_value=1, help_text="Its place in what was sent.")
    kind = serializers.ChoiceField(choices=ITEM_KINDS)
    state = serializers.ChoiceField(choices=ITEM_STATES)
    code = text_or_null(help_text="Headline of the report, `on_record`, `not_on_record`, or why there is none.")
    sentence = text_or_null(help_text="The same in words.")
    verification = text_or_null(help_text="The check with the whole report, while it is kept.")
    records = words(help_text="Of a digest: open records with exactly these bytes.")
    label = serializers.ChoiceField(
        choices=LABELS, allow_null=True, help_text="What your team's policy made of the report; null without a report."
    )
    policy = text_or_null(help_text="Digest of the version of that policy.")
    links = ItemLinksSerializer()


class BatchItemPageSerializer(serializers.Serializer):
    """Some items in their order."""

    items = BatchItemSerializer(many=True)
    next = text_or_null(help_text="Address of the next page.")
