from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, sign-in, roles."""

    name = "marketplace.accounts"
    label = "accounts"
