"""The addresses of the camera list."""

from __future__ import annotations

from django.urls import path

from verify.pages.views.blacklist import appealing, balloting, changing, demo_wallet, desk, public, reporting

urlpatterns = [
    path("list", public.the_list, name="list"),
    path("list/cases/<slug:number>", public.case, name="list_case"),
    path("list/report", reporting.report, name="list_report"),
    path("list/report/<slug:public_id>", reporting.receipt, name="list_receipt"),
    path("list/appeal", appealing.appeal, name="list_appeal"),
    path("list/appeal/<slug:token>", appealing.appealed, name="list_appealed"),
    path("list/appeal/<slug:token>/card", appealing.card, name="list_appeal_card"),
    path("list/appeal/<slug:token>/prove", appealing.prove, name="list_appeal_prove"),
    path("list/appeal/<slug:token>/say", appealing.say, name="list_appeal_say"),
    path("list/desk", desk.desk, name="list_desk"),
    path("list/desk/rules", changing.rules, name="list_desk_rules"),
    path("list/desk/members", changing.members, name="list_desk_members"),
    path("list/desk/order", changing.order, name="list_desk_order"),
    path("list/desk/cases/<slug:number>", desk.desk_case, name="list_desk_case"),
    path("list/desk/cases/<slug:number>/act", desk.act, name="list_desk_act"),
    path("list/desk/cases/<slug:number>/ballot", balloting.ballot, name="list_desk_ballot"),
    path("list/desk/cases/<slug:number>/ballot/message", balloting.ballot_message, name="list_desk_ballot_message"),
    path("list/desk/cases/<slug:number>/ballot/away", balloting.ballot_elsewhere, name="list_desk_ballot_elsewhere"),
    path("list/desk/cases/<slug:number>/ballot/demo", demo_wallet.ballot, name="list_desk_ballot_demo"),
    path("list/desk/cases/<slug:number>/cancel/demo", demo_wallet.cancel, name="list_desk_cancel_demo"),
    path("list/desk/cases/<slug:number>/cancel", balloting.cancel, name="list_desk_cancel"),
    path("list/desk/cases/<slug:number>/cancel/message", balloting.cancel_message, name="list_desk_cancel_message"),
    path("list/desk/cases/<slug:number>/cancel/away", balloting.cancel_elsewhere, name="list_desk_cancel_prepare"),
]
