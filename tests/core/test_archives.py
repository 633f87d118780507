"""A backup brings everything back: rows, files and the rights of the runtime role."""

import os
import subprocess
import sys
import tarfile
from io import BytesIO

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from marketplace.core import archives
from tests.house.test_budgets import ROOT

NAME = "entente_archive_test"


@pytest.fixture(scope="module")
def servers():
    """A database of its own, migrated; yields (environment, owner's address)."""
    owner, runtime = os.environ["DATABASE_OWNER_URL"], os.environ["DATABASE_URL"]
    with psycopg.connect(owner, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {NAME}")
        admin.execute(f"CREATE DATABASE {NAME}")
    own = {
        key: make_conninfo(**conninfo_to_dict(url) | {"dbname": NAME}) for key, url in (("o", owner), ("r", runtime))
    }
    environment = {**os.environ, "DATABASE_OWNER_URL": own["o"], "DATABASE_URL": own["r"]}
    environment["DJANGO_SETTINGS_MODULE"] = "marketplace.settings.test"
    manage(environment, "migrate", "--verbosity", "0")
    yield environment, own["o"]
    with psycopg.connect(owner, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def manage(environment, *command, code=0):
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == code, done.stderr
    return done


def count(address, table="core_job"):
    with psycopg.connect(address) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def add_job(address):
    row = "INSERT INTO core_job (name, key, queue, payload, state, run_after, worker, attempts, max_attempts, cursor,"
    row += " done, error, created_at) VALUES ('x', '', 'q', '{}', 'done', now(), '', 0, 1, '{}', 0, '', now())"
    with psycopg.connect(address) as connection:
        connection.execute(row)


def test_a_backup_is_restored_whole(servers, tmp_path):
    environment, owner = servers
    media = tmp_path / "media"
    (media / "pictures").mkdir(parents=True)
    (media / "pictures" / "a.webp").write_bytes(b"pixels")
    environment = environment | {"MEDIA_ROOT": str(media)}
    add_job(owner)
    kept = count(owner)
    manage(environment, "backup", str(tmp_path / "b.tar.gz"))
    add_job(owner)
    (media / "pictures" / "a.webp").write_bytes(b"other")
    manage(environment, "restore", "--yes", str(tmp_path / "b.tar.gz"))
    assert count(owner) == kept
    assert (media / "pictures" / "a.webp").read_bytes() == b"pixels"


def test_after_a_restore_the_runtime_role_has_its_rights_and_no_more(servers, tmp_path):
    environment, _ = servers
    manage(environment, "backup", str(tmp_path / "b.tar.gz"))
    manage(environment, "restore", "--yes", str(tmp_path / "b.tar.gz"))
    with psycopg.connect(environment["DATABASE_URL"], autocommit=True) as runtime:
        runtime.execute("SELECT count(*) FROM core_job")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            runtime.execute("DELETE FROM activity_event")


def test_a_file_that_is_no_backup_changes_nothing(servers, tmp_path):
    environment, owner = servers
    (tmp_path / "b.tar.gz").write_bytes(b"not an archive")
    kept = count(owner)
    done = manage(environment, "restore", "--yes", str(tmp_path / "b.tar.gz"), code=1)
    assert "is not a backup of Entente" in done.stderr
    assert count(owner) == kept


@pytest.mark.parametrize("harm", [lambda whole: whole[: len(whole) // 2], lambda whole: whole[:400] + b"x" * 400])
def test_a_backup_that_breaks_off_or_was_damaged_is_refused_in_words(tmp_path, harm):
    with tarfile.open(tmp_path / "whole.tar.gz", "w:gz") as archive:
        entry = tarfile.TarInfo(archives.DUMP)
        entry.size = 50_000
        archive.addfile(entry, BytesIO(os.urandom(entry.size)))
    (tmp_path / "harmed.tar.gz").write_bytes(harm((tmp_path / "whole.tar.gz").read_bytes()))
    with pytest.raises(archives.ArchiveError, match="is not a backup of Entente"):
        archives.read(tmp_path / "harmed.tar.gz")


def test_a_backup_into_a_missing_folder_is_refused(servers, tmp_path):
    done = manage(servers[0], "backup", str(tmp_path / "missing" / "b.tar.gz"), code=1)
    assert "does not exist" in done.stderr


@pytest.mark.parametrize("name", ["../outside", "/outside", "media/../../outside"])
def test_an_archive_that_reaches_outside_its_folder_is_refused(tmp_path, name):
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as made:
        made.addfile(tarfile.TarInfo(name), BytesIO())
    (tmp_path / "here").mkdir()
    with tarfile.open(tmp_path / "b.tar.gz") as archive, pytest.raises(archives.ArchiveError, match="it holds"):
        archives._unpack(archive, tmp_path / "here")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["b.tar.gz", "here"]
