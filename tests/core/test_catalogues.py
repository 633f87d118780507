"""The compiled catalogue, made by whichever command starts first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from babel.messages.mofile import write_mo

from marketplace.core import catalogues

TEXT = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Yes"\nmsgstr "Oui"\n'


def test_two_commands_that_start_at_once_both_find_it_compiled(tmp_path, monkeypatch):
    folder, both = tmp_path / "fr" / "LC_MESSAGES", Barrier(2, timeout=30)
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(TEXT)
    monkeypatch.setattr(catalogues, "write_mo", lambda *given: (both.wait(), write_mo(*given), both.wait()))
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(catalogues.compile_stale, [tmp_path] * 2))
    assert sorted(one.name for one in folder.iterdir()) == ["django.mo", "django.po"]
    assert catalogues.compile_stale(tmp_path) == []
