"""Programs of others: their keys, the addresses that are told, the doors of publishing systems. No secret is shown."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from verify import wiring
from verify.apikeys.models import ApiKey
from verify.apikeys.services import key_shut
from verify.intake.webhook_models import Webhook
from verify.intake.webhooks import webhook_close
from verify.operators.admin.base import Shown, with_reason
from verify.webhooks.models import Delivery, Subscription
from verify.webhooks.services.again import dead_again, delivery_again
from verify.webhooks.services.subscribing import subscription_pause, subscription_resume


@admin.register(ApiKey)
class ApiKeyAdmin(Shown):
    list_display = ("name", "user", "organisation", "prefix", "created", "expires", "ended", "last_used_on")
    list_filter = ("organisation", "expires", "ended")
    search_fields = ("name", "prefix", "user__username")
    list_select_related = ("user", "organisation")
    hidden = ("digest",)
    actions = (with_reason(_("Let the key open nothing more"), "shut", lambda _, one: key_shut(one, at=wiring.now())),)


@admin.register(Subscription)
class SubscriptionAdmin(Shown):
    list_display = ("name", "organisation", "user", "created", "disabled", "disabled_code", "deaths", "quiet_until")
    list_filter = ("organisation", "disabled_code")
    search_fields = ("name", "organisation__name", "user__username")
    list_select_related = ("user", "organisation")
    hidden = ("locked", "key_id", "derived_from", "old_locked", "old_key_id")
    actions = (
        with_reason(_("Tell it nothing for now"), "pause", lambda _, one: subscription_pause(one, at=wiring.now())),
        with_reason(_("Tell it again"), "resume", lambda _, one: subscription_resume(one)),
        with_reason(_("Send everything again that was given up"), "again", lambda _, one: dead_again(one)),
    )


@admin.register(Delivery)
class DeliveryAdmin(Shown):
    list_display = ("event", "subscription", "created", "attempts", "due", "delivered", "dead")
    list_filter = ("event", "dead", "delivered")
    search_fields = ("subscription__name",)
    list_select_related = ("subscription",)
    date_hierarchy = "created"
    hidden = ("body", "matter")
    actions = (with_reason(_("Send it again"), "again", lambda _, one: delivery_again(one)),)


@admin.register(Webhook)
class IntakeDoorAdmin(Shown):
    """The number of a door stands in its address, and its secret is worked out from it: it is cut short."""

    list_display = ("organisation_id", "created", "closed")
    list_filter = ("closed",)
    search_fields = ("=organisation_id",)
    fields = ("organisation_id", "created", "closed")
    actions = (with_reason(_("Close the door"), "close", lambda _, one: webhook_close(one, at=wiring.now())),)
