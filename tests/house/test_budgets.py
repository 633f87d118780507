"""Files, functions, classes, templates, styles and scripts stay short enough to be read in one go.

An exception is one named line with its reason.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIMITS = {"file": 300, "function": 40, "class methods": 15, "template": 80, "stylesheet": 200, "script": 80, "test": 25}

#: "path:name" → why it may be longer.
EXCEPTIONS: dict[str, str] = {}


def product_files(pattern: str) -> Iterator[Path]:
    for top in ("marketplace", "creators", "brands", "tests", "benchmarks", "templates"):
        for path in sorted((ROOT / top).rglob(pattern)):
            if "migrations" not in path.parts:
                yield path


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def too_long() -> Iterator[tuple[str, str, int]]:
    for path in product_files("*.py"):
        where = str(path.relative_to(ROOT))
        yield where, "file", lines(path)
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                kind = "test" if node.name.startswith("test_") else "function"
                yield f"{where}:{node.name}", kind, (node.end_lineno or 0) - node.lineno + 1
            elif isinstance(node, ast.ClassDef):
                methods = [item for item in node.body if isinstance(item, ast.FunctionDef)]
                yield f"{where}:{node.name}", "class methods", len(methods)
    for pattern, kind in (("*.html", "template"), ("*.css", "stylesheet"), ("*.js", "script")):
        for path in product_files(pattern):
            yield str(path.relative_to(ROOT)), kind, lines(path)


def test_everything_is_within_its_budget():
    measured = list(too_long())
    assert len(measured) > 100
    over = {where: f"{kind} {n} > {LIMITS[kind]}" for where, kind, n in measured if n > LIMITS[kind]}
    assert {where: text for where, text in over.items() if where not in EXCEPTIONS} == {}


def test_no_exception_is_kept_that_is_not_needed():
    over = {where for where, kind, n in too_long() if n > LIMITS[kind]}
    assert set(EXCEPTIONS) - over == set()


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "misc", "manager", "service", "services"])
def test_refused_names_are_not_used(name):
    assert [str(path) for path in product_files(f"{name}.py")] == []
    assert [str(path) for path in product_files(name)] == []
