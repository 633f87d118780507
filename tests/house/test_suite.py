"""The suite itself runs as it says."""

from django.conf import settings


def test_the_suite_runs_under_its_own_settings():
    assert settings.SETTINGS_MODULE == "marketplace.settings.test"
    assert settings.DEMO is False
