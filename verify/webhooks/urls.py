"""The addresses of the pages of one's webhooks."""

from __future__ import annotations

from django.urls import path

from verify.webhooks import views

_ONE = "account/webhooks/<str:number>"

urlpatterns = [
    path("account/webhooks", views.webhooks, name="webhooks"),
    path(_ONE, views.webhook, name="webhook"),
    path(f"{_ONE}/secret", views.exchange, name="webhook_exchange"),
    path(f"{_ONE}/close", views.close, name="webhook_close"),
    path(f"{_ONE}/resume", views.resume, name="webhook_resume"),
    path(f"{_ONE}/test", views.try_out, name="webhook_test"),
    path(f"{_ONE}/again", views.all_again, name="webhook_all_again"),
    path(f"{_ONE}/messages/<str:message>/again", views.again, name="webhook_again"),
]
