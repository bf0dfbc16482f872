"""The addresses of pages about contested recordings, of disputes, and of what operators take out of display."""

from __future__ import annotations

from django.urls import path

from verify.pages.views.contested import disputes, draft, operating, public, wallet

urlpatterns = [
    path("contested/<slug:public_id>", public.contested, name="contested"),
    path("contested/<slug:public_id>/v<int:number>", public.contested_version, name="contested_version"),
    path("contested/<slug:public_id>/v<int:number>.json", public.contested_json, name="contested_json"),
    path("findings/<slug:public_id>", public.finding, name="finding"),
    path("dossiers/<slug:public_id>/contested", draft.begin, name="contested_begin"),
    path("contested/<slug:public_id>/draft", draft.edit, name="contested_edit"),
    path("contested/<slug:public_id>/draft/words", draft.write, name="contested_write"),
    path("contested/<slug:public_id>/draft/pieces", draft.add, name="contested_add"),
    path("contested/<slug:public_id>/draft/pieces/<int:number>/remove", draft.remove, name="contested_remove"),
    path("contested/<slug:public_id>/draft/publish", draft.publish, name="contested_publish"),
    path("contested/<slug:public_id>/draft/discard", draft.discard, name="contested_discard"),
    path("contested/<slug:public_id>/sign", draft.sign, name="contested_sign"),
    path("contested/<slug:public_id>/wallet", wallet.sign_by_wallet, name="contested_wallet"),
    path("contested/<slug:public_id>/wallet/message", wallet.wallet_message, name="contested_wallet_message"),
    path("contested/<slug:public_id>/withdraw", draft.withdraw, name="contested_withdraw"),
    path("disputes", disputes.disputes, name="disputes"),
    path("disputes/about/<slug:kind>/<slug:public_id>", disputes.new, name="dispute_new"),
    path("disputes/<slug:public_id>", disputes.dispute, name="dispute"),
    path("disputes/<slug:public_id>/answer", disputes.answer, name="dispute_answer"),
    path("disputes/<slug:public_id>/take-back", disputes.take_back, name="dispute_take_back"),
    path("operators/display", operating.acts, name="operator_acts"),
    path("operators/display/<slug:kind>/<slug:public_id>", operating.hide, name="hide_text"),
]
