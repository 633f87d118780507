"""What every benchmark with a database begins with."""

import subprocess
import sys


def ready() -> None:
    """Bring the benchmark's own database up to date, and Django up. Models are imported after this."""
    import django

    for command in (["migrate", "--verbosity", "0"], ["load_taxonomy", "--verbosity", "0"]):
        subprocess.run([sys.executable, "manage.py", *command], check=True)
    django.setup()
