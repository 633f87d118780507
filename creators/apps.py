from django.apps import AppConfig


class CreatorsConfig(AppConfig):
    """The people for hire: profiles, channels, measurements, rates."""

    name = "creators"
    label = "creators"
