"""The addresses of consents and objections."""

from __future__ import annotations

from django.urls import path

from verify.pages.views import consents, objection_desk, objections

urlpatterns = [
    path("object", objections.object_to, name="object"),
    path("object/<slug:public_id>", objections.objection, name="objection"),
    path("object/<slug:public_id>/words", objections.objection_words, name="objection_words"),
    path("object/<slug:public_id>/back", objections.objection_back, name="objection_back"),
    path("objections", objection_desk.objections, name="objections"),
    path("objections/<slug:public_id>", objection_desk.review, name="objection_review"),
    path("objections/<slug:public_id>/intimate", objection_desk.intimate, name="objection_intimate"),
    path("objections/<slug:public_id>/take-up", objection_desk.take_up, name="objection_take_up"),
    path("objections/<slug:public_id>/read", objection_desk.read, name="objection_read"),
    path("objections/<slug:public_id>/decide", objection_desk.decide, name="objection_decide"),
    path("consents/new", consents.new, name="consent_new"),
    path("consents/message", consents.message, name="consent_message"),
    path("consents/<slug:name>", consents.consent, name="consent"),
    path("consents/<slug:name>/revocation", consents.revocation, name="consent_revocation"),
    path("consents/<slug:name>/revoke", consents.revoke, name="consent_revoke"),
]
