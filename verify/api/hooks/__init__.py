"""Webhooks that go out: addresses that are told what happened, and what was sent to them."""
