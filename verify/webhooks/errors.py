"""Why something about webhooks is not done, by what the caller can do."""

from __future__ import annotations


class WebhookError(Exception):
    """Base of the errors about webhooks; its text is fit for the person who asked."""


class BadSubscription(WebhookError):
    """No address can be told like this: mend what the sentence names."""


class NoSuchSubscription(WebhookError):
    """There is no such subscription of this owner."""


class NotTheirs(WebhookError):
    """Somebody who belongs to the owner, and may look but not change it: ask an owner or editor."""


class NoSuchDelivery(WebhookError):
    """There is no such message of this subscription."""


class NotNow(WebhookError):
    """The subscription is not in a state for this; the sentence says in which one it is."""
