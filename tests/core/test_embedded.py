"""Who uses the embedded servers: they stop when the last living user has gone, and not for a number that came back."""

import subprocess
import sys

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
