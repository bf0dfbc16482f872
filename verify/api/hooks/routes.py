"""The routes of webhooks."""

from __future__ import annotations

from django.urls import path

from verify.api.hooks import views

_ONE = "api/v1/webhooks/<str:id>"

urlpatterns = [
    path("api/v1/webhooks", views.Webhooks.as_view(), name="hooks"),
    path(_ONE, views.WebhookDetail.as_view(), name="hook"),
    path(f"{_ONE}/secret", views.WebhookSecret.as_view(), name="hook_secret"),
    path(f"{_ONE}/resume", views.WebhookResume.as_view(), name="hook_resume"),
    path(f"{_ONE}/test", views.WebhookTest.as_view(), name="hook_test"),
    path(f"{_ONE}/deliveries", views.Deliveries.as_view(), name="hook_deliveries"),
    path(f"{_ONE}/deliveries/<str:delivery>/again", views.DeliveryAgain.as_view(), name="hook_again"),
]
