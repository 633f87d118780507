"""The demo starts alone, on a free port, and clears up what a killed one left."""

import json
import socket
import subprocess
import sys
import time

import psutil
import pytest
from django.core.management.base import CommandError

from marketplace.demo.processes import Processes, free_port, only_one


@pytest.fixture
def taken():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_that_was_asked_for_and_is_taken_is_refused_with_a_way_out(taken):
    with pytest.raises(CommandError, match=rf"Port {taken} is taken.*--port {taken + 1}"):
        free_port(taken, exact=True)


def test_without_a_wish_the_next_free_port_is_used(taken):
    assert free_port(taken, exact=False) > taken


def test_a_second_demo_in_the_same_directory_is_refused_and_names_the_first(tmp_path):
    code = "import sys; from pathlib import Path; from marketplace.demo.processes import only_one\n"
    code += "with only_one(Path(sys.argv[1])): pass"
    with only_one(tmp_path):
        second = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True)
    assert second.returncode == 1
    assert "A demo is already running here (process" in second.stderr


def test_children_of_a_killed_demo_are_gone_before_the_next_looks_for_a_port(tmp_path):
    first = Processes(tmp_path)
    child = first.start("sleeper", "http.server", "--bind", "127.0.0.1", "0")
    assert Processes(tmp_path).clear_leftovers() == ["sleeper"]
    assert not psutil.pid_exists(child.process.pid)
    assert Processes(tmp_path).clear_leftovers() == []


def test_a_recycled_process_number_is_left_alone(tmp_path):
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
    (tmp_path / "demo.json").write_text(json.dumps([{"name": "web", "pid": other.pid, "born": time.time() - 9_999}]))
    assert Processes(tmp_path).clear_leftovers() == []
    assert psutil.Process(other.pid).is_running()
    other.kill()
    other.wait()


def test_stopping_ends_every_child(tmp_path):
    processes = Processes(tmp_path)
    child = processes.start("sleeper", "http.server", "--bind", "127.0.0.1", "0")
    assert processes.fallen() is None
    processes.stop()
    assert child.process.poll() is not None
    assert not processes.record.exists()
