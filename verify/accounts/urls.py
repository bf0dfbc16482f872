"""The addresses of accounts, beside those of the library's."""

from __future__ import annotations

from django.urls import path

from verify.accounts import views
from verify.accounts.wallets import views as wallets

urlpatterns = [
    path("account", views.account, name="account"),
    path("account/step-up", views.step_up, name="account_step_up"),
    path("account/confirm", views.confirm_by_wallet, name="account_confirm_by_wallet"),
    path("account/sessions/end", views.end_sessions, name="account_end_sessions"),
    path("account/wallets/<int:wallet_id>/rename", views.rename_wallet, name="account_rename_wallet"),
    path("account/wallets/<int:wallet_id>/disconnect", views.disconnect_wallet, name="account_disconnect_wallet"),
    path("wallet/message", wallets.message, name="wallet_message"),
    path("wallet/signed", wallets.signed, name="wallet_signed"),
    path("wallet/answer", wallets.answer, name="wallet_answer"),
]
