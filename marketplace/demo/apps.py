from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The running product on one machine, with made-up people."""

    name = "marketplace.demo"
    label = "demo"
