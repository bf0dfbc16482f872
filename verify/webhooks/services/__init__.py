"""Changes to webhooks: what happened is announced, addresses are subscribed, messages are brought."""

from verify.webhooks.services.announcing import announce, announce_to_all, unsay

__all__ = ["announce", "announce_to_all", "unsay"]
