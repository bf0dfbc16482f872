"""What records of signed messages are about."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from verify.authors.models import SignedMessage


def signed_ids(records: Collection[str]) -> Mapping[str, str]:
    """The ids of signed messages by the numbers of their records; every kind of message, consents as well."""
    return dict(SignedMessage.objects.filter(record_id__in=records).values_list("record_id", "pk"))
