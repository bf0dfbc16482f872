"""Names this part of the site to Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "verify.accounts"
    label = "accounts"
    verbose_name = "People and organisations"
