"""Compile locale/*/LC_MESSAGES/*.po where the compiled form is older, without any system tool."""

import uuid
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_stale(root: Path) -> list[Path]:
    """Compile every catalogue under `root` that changed since its last compilation; return those written."""
    written = []
    for source in sorted(root.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as handle:
            catalogue = read_po(handle, locale=source.parts[-3])
        # Two commands may start at once: each writes a file of its own, and the last one stays.
        partial = target.with_suffix(f".{uuid.uuid4().hex}.mo")
        with partial.open("wb") as handle:
            write_mo(handle, catalogue)
        partial.replace(target)
        written.append(target)
    return written


if __name__ == "__main__":
    compile_stale(Path("locale"))
