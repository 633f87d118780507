"""The house's floors: a higher one may import a lower one, never the reverse."""

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.house.test_budgets import ROOT


def test_the_import_contracts_hold(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS
