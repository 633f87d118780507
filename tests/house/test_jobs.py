"""Every declared job has a body, and nothing reaches the broker but core.jobs."""

import re

from marketplace.core import jobs
from tests.house.test_budgets import ROOT, product_files


def test_every_declared_job_has_a_body():
    assert [kind.name for kind in jobs.registry.values() if kind.function is None] == []
    assert len(jobs.registry) > 1


def test_only_core_jobs_speaks_to_the_broker():
    forbidden = re.compile(r"\.(delay|apply_async|send_task)\(|\bchord\(|\bchain\(|countdown=|eta=")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in product_files("*.py")
        if "tests" not in path.parts and "core/jobs" not in str(path)
        for line in path.read_text().splitlines()
        if forbidden.search(line)
    ]
    assert found == []
