"""Names this part of the site to Django, and tells the workers what it does."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "verify.accounts"
    label = "accounts"
    verbose_name = _("People and organisations")

    def ready(self) -> None:
        from allauth.account import signals as of_passwords
        from allauth.mfa.signals import authenticator_added, authenticator_removed
        from django.contrib.auth import signals as of_sessions

        from verify.accounts import lasting, watching
        from verify.accounts.stepping_up import second_factor_shown
        from verify.accounts.wallets.jobs import WALLET
        from verify.jobs import kinds

        kinds.register(WALLET)
        authenticator_added.connect(second_factor_shown)
        of_sessions.user_logged_in.connect(lasting.begun)
        of_sessions.user_logged_out.connect(lasting.left)
        of_sessions.user_logged_in.connect(watching.logged_in)
        of_sessions.user_login_failed.connect(watching.log_in_failed)
        of_sessions.user_logged_out.connect(watching.logged_out)
        authenticator_added.connect(watching.factor_added)
        authenticator_removed.connect(watching.factor_removed)
        for changed in (of_passwords.password_set, of_passwords.password_changed, of_passwords.password_reset):
            changed.connect(watching.password_changed)
