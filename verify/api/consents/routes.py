"""The routes of consents, campaigns and objections."""

from __future__ import annotations

from django.urls import path

from verify.api.consents import views

urlpatterns = [
    path("api/v1/consents", views.ConsentStart.as_view(), name="consents"),
    path("api/v1/consents/check", views.ConsentCheck.as_view(), name="consent_check"),
    path("api/v1/consents/<str:id>", views.ConsentDetail.as_view(), name="consent"),
    path("api/v1/campaigns", views.CampaignStart.as_view(), name="campaigns"),
    path("api/v1/objections", views.ObjectionStart.as_view(), name="objections"),
    path("api/v1/objections/<str:id>", views.ObjectionDetail.as_view(), name="objection"),
]
