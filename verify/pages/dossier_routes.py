"""The addresses of dossiers, of what is watched and looked up, and of what strangers read by a link."""

from __future__ import annotations

from django.urls import path

from verify.pages.views.dossiers import acting, adding, desk, lookups, mail_stop, news, saying, shared, sharing, wallet

urlpatterns = [
    path("dossiers", desk.dossiers, name="dossiers"),
    path("dossiers/news", news.news, name="dossier_news"),
    path("dossiers/lookups", lookups.lookups, name="dossier_lookups"),
    path("watch/mail/<str:token>", mail_stop.stop, name="watch_mail_stop"),
    path("dossiers/<slug:public_id>", desk.dossier, name="dossier"),
    path("dossiers/<slug:public_id>/title", acting.title, name="dossier_title"),
    path("dossiers/<slug:public_id>/status", acting.status, name="dossier_status"),
    path("dossiers/<slug:public_id>/tags", acting.tags, name="dossier_tags"),
    path("dossiers/<slug:public_id>/notes", acting.note, name="dossier_note"),
    path("dossiers/<slug:public_id>/notes/<int:number>/remove", acting.unnote, name="dossier_unnote"),
    path("dossiers/<slug:public_id>/items/<int:number>/remove", acting.remove, name="dossier_remove"),
    path("dossiers/<slug:public_id>/items/<int:number>/watch", news.watch, name="dossier_watch"),
    path("dossiers/<slug:public_id>/delete", acting.delete, name="dossier_delete"),
    path("dossiers/<slug:public_id>/findings", saying.say, name="dossier_say"),
    path("dossiers/<slug:public_id>/findings/<slug:finding>/publish", saying.publish, name="dossier_publish"),
    path("dossiers/<slug:public_id>/findings/<slug:finding>/sign", saying.sign, name="dossier_sign"),
    path("dossiers/<slug:public_id>/findings/<slug:finding>/wallet", wallet.sign_by_wallet, name="dossier_wallet"),
    path(
        "dossiers/<slug:public_id>/findings/<slug:finding>/wallet/message",
        wallet.wallet_message,
        name="dossier_wallet_message",
    ),
    path("dossiers/<slug:public_id>/findings/<slug:finding>/take-back", saying.take_back, name="dossier_take_back"),
    path("dossiers/<slug:public_id>/links", sharing.share, name="dossier_share"),
    path("dossiers/<slug:public_id>/links/<int:number>/end", sharing.unshare, name="dossier_unshare"),
    path("c/<slug:public_id>/dossier", adding.add_check, name="dossier_add"),
    path("batch/<slug:public_id>/dossier", adding.add_batch, name="dossier_add_batch"),
    path("findings/<slug:public_id>.json", shared.finding_json, name="human_finding"),
    path("shared/<str:token>", shared.shared, name="shared"),
    path("shared/<str:token>/<int:number>", shared.shared_answer, name="shared_answer"),
]
