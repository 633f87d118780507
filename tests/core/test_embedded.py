"""Who uses the embedded servers: they stop when the last living user has gone, and not for a number that came back."""

import subprocess
import sys

import psycopg
import pytest

from marketplace.core import embedded

MARK = """
import pathlib, sys
from marketplace.core import embedded
mark = embedded._mark_user(pathlib.Path(sys.argv[1]))
print("marked", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def user(tmp_path):
    """Another process that has marked itself as a user."""
    command = [sys.executable, "-c", MARK, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "marked\n"
        yield process
        process.kill()


def test_a_living_user_counts_until_it_is_killed(tmp_path, user):
    assert embedded._live_users(tmp_path) == [user.pid]
    user.kill()
    user.wait()
    assert embedded._live_users(tmp_path) == []
    assert list((tmp_path / "users").iterdir()) == []


def test_the_mark_of_a_killed_user_whose_number_lives_again_does_not_count(tmp_path, user):
    users = tmp_path / "users"
    (users / "1").touch()
    assert embedded._live_users(tmp_path) == [user.pid]
    assert [path.name for path in users.iterdir()] == [str(user.pid)]


def test_a_process_that_says_goodbye_leaves_no_mark(tmp_path):
    mark = embedded._mark_user(tmp_path)
    assert len(embedded._live_users(tmp_path)) == 1
    embedded._unmark(mark)
    assert embedded._live_users(tmp_path) == []


#: PostgreSQL asks an archive for what it lacks, and the archive takes its time when first asked.
SLOW = """
restore_command = 'test -e asked || { touch asked; sleep 12; }; false'
hot_standby = off
"""


def test_a_server_that_recovers_longer_than_the_library_waits_is_waited_for(tmp_path, capfd):
    tmp_path.chmod(0o755)
    with embedded.servers(tmp_path) as environment, psycopg.connect(environment["DATABASE_OWNER_URL"]) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    home = tmp_path / "postgres"
    with (home / "postgresql.auto.conf").open("a") as settings:
        settings.write(SLOW)
    (home / "recovery.signal").touch()
    with embedded.servers(tmp_path) as environment, psycopg.connect(environment["DATABASE_OWNER_URL"]) as connection:
        assert connection.execute("SELECT one FROM kept").fetchall() == [(1,)]
    assert "makes good what a hard stop left open" in capfd.readouterr().err
