"""`bin/demo --smoke --json` on an empty directory: everything is made, and one real run goes through a worker."""

import json
import os
import subprocess
import sys

from tests.house.test_budgets import ROOT

ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")


def smoke(home, *options):
    environment = {key: value for key, value in os.environ.items() if key not in ADDRESSES}
    environment |= {"ENTENTE_LOCAL": str(home), "DJANGO_SETTINGS_MODULE": "marketplace.settings.demo"}
    command = [sys.executable, "manage.py", "demo", "--smoke", "--json", *options]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=500)
    assert done.returncode == 0, done.stderr[-3_000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


def test_the_first_smoke_makes_everything_and_the_second_keeps_it(tmp_path):
    first = smoke(tmp_path, "--scale", "40")
    assert (first["creators"], first["campaigns"], first["jobs_dead"]) == (40, 12, 0)
    assert first["verdicts"] == 40 * 12
    assert 0 < first["matches"] <= first["verdicts"]
    assert {"media", "snapshots", "postgres", "valkey"} <= {path.name for path in tmp_path.iterdir()}
    second = smoke(tmp_path, "--scale", "99")
    assert {**second, "seconds": 0} == {**first, "seconds": 0}
