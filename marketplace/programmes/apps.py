from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """What platforms and sponsors offer creators under rules, and who may join."""

    name = "marketplace.programmes"
    label = "programmes"

    def ready(self) -> None:
        """Sentences name conditions as the data files do."""
        from marketplace.eligibility import names
        from marketplace.eligibility.values import Values
        from marketplace.programmes import files

        names.register(Values.CONDITION, files.condition_name)
