"""The tools that read the code: style, types, templates, production settings."""

import os
import subprocess
import sys

import pytest

from tests.house.test_budgets import ROOT

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "marketplace.settings.production",
    "SECRET_KEY": "an-example-of-fifty-characters-or-more-for-the-check-0123456789",
    "ALLOWED_HOSTS": "entente.example",
    "DEFAULT_FROM_EMAIL": "hello@entente.example",
    "EMAIL_HOST": "mail.entente.example",
}


def run(*command, **environment):
    # The browser tests switch Django's guard off in this process; the product must pass with it on.
    inherited = {key: value for key, value in os.environ.items() if key != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env={**inherited, **environment}, capture_output=True, text=True
    )


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("djlint", "templates", "--lint", "--quiet"),
    ],
    ids=lambda command: " ".join(command),
)
def test_the_code_reads_clean(command):
    done = run(*command)
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-1_000:]


def test_production_settings_pass_the_deployment_check():
    done = run("django", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DEFAULT_FROM_EMAIL", "EMAIL_HOST"])
def test_production_does_not_start_without_a_secret(name):
    done = run("django", "check", **{**PRODUCTION, name: ""})
    assert done.returncode != 0
    assert f"{name} must be set" in done.stderr
