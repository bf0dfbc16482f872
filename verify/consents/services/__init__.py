"""Changes to consents and objections. Each is one transaction, durable when it returns, and safe to repeat."""

from verify.consents.services.campaigns import campaign_open
from verify.consents.services.consents import consent_erase, consent_record, consent_revoke, signed_take
from verify.consents.services.objections import (
    Told,
    objection_add,
    objection_decide,
    objection_is_intimate,
    objection_open,
    objection_read,
    objection_take_up,
    objection_withdraw,
)
from verify.consents.services.platforms import platform_close, platform_open

__all__ = [
    "Told",
    "campaign_open",
    "consent_erase",
    "consent_record",
    "consent_revoke",
    "objection_add",
    "objection_decide",
    "objection_is_intimate",
    "objection_open",
    "objection_read",
    "objection_take_up",
    "objection_withdraw",
    "platform_close",
    "platform_open",
    "signed_take",
]
