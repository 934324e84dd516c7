"""Database and files into one archive, and back: `python -m pgx.backup create|restore`.

The database is written as Django's JSON lines, so an archive made on SQLite can be restored
into PostgreSQL, which is how a laptop's data moves to a department. Beside it go the stored
files and a manifest with the version, the migrations and a SHA-256 of every member. Restoring
reads and checks the whole archive before it touches anything, and then either all of it is in
place or all is as before.
"""

import argparse
import fcntl
import hashlib
import json
import os
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

FORMAT = 1
# Made anew by `migrate`, or worth nothing after a restore (people sign in again).
NOT_KEPT = ("contenttypes", "auth.permission", "sessions")


class BackupError(Exception):
    """It cannot be done; the message says why and what to do."""


def main(arguments: list[str] | None = None) -> int:
    """The command line; 0 where it was done."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pgx.settings")
    django.setup()
    options = parse(arguments)
    try:
        if options.action == "create":
            print(f"Backup written: {create(options.file)}")
        else:
            restore(options.file, force=options.force)
            print(f"Restored from {options.file}. Everybody has to sign in again.")
    except BackupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m pgx.backup", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("create").add_argument("file", type=Path, nargs="?")
    restoring = actions.add_parser("restore")
    restoring.add_argument("file", type=Path)
    restoring.add_argument("--force", action="store_true", help="replace the data that is there")
    return parser.parse_args(arguments)


# --- Create ---


def create(target: Path | None = None) -> Path:
    """Write an archive; it gets its name only when it is whole."""
    target = target or default_target()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as name:
        folder = Path(name)
        dump_database(folder / "database.jsonl")
        draft = folder / "archive.tar.gz"
        write_archive(draft, folder / "database.jsonl")
        draft.chmod(0o600)  # it holds password hashes
        draft.replace(target)
    return target


def default_target() -> Path:
    """A name that says when, in the data folder."""
    from django.conf import settings

    now = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    return settings.DATA_DIR / "backups" / f"raphe-{now}.tar.gz"


def dump_database(path: Path) -> None:
    """Every row of every model, as of one moment."""
    from django.core.management import call_command

    with one_moment():
        call_command(
            "dumpdata", format="jsonl", output=str(path), exclude=list(NOT_KEPT),
            use_natural_foreign_keys=True, use_base_manager=True, verbosity=0,
        )  # fmt: skip


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction that sees the database as it was when it began."""
    from django.db import connection, transaction

    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def write_archive(path: Path, database: Path) -> None:
    """The manifest first, then the database, then the files."""
    from django.conf import settings

    members = {"database.jsonl": database, **stored_files(settings.MEDIA_ROOT)}
    manifest = database.with_name("manifest.json")
    manifest.write_text(json.dumps(describe(members), indent=1))
    with tarfile.open(path, "w:gz") as archive:
        for name, source in {"manifest.json": manifest, **members}.items():
            archive.add(source, arcname=name, recursive=False)


def stored_files(root: Path) -> dict[str, Path]:
    """The stored files by their name in the archive."""
    found = sorted(path for path in Path(root).rglob("*") if path.is_file())
    return {f"files/{path.relative_to(root).as_posix()}": path for path in found}


def describe(members: dict[str, Path]) -> dict[str, Any]:
    """The manifest: what made this, for which database layout, and every checksum."""
    import pgx

    return {
        "format": FORMAT,
        "raphe": pgx.__version__,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "migrations": migrations(),
        "sha256": {name: checksum(path) for name, path in members.items()},
    }


def migrations() -> list[str]:
    """The migrations that this code has, which say what the tables look like."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    return sorted(f"{app}.{name}" for app, name in loader.disk_migrations)


def checksum(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# --- Restore ---


def restore(source: Path, *, force: bool = False) -> None:
    """Check the archive, then replace database and files by what it holds."""
    from django.conf import settings
    from django.core.management import call_command

    settings.MEDIA_ROOT.parent.mkdir(parents=True, exist_ok=True)
    with (
        nobody_runs(),
        tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.MEDIA_ROOT.parent) as name,
    ):
        folder = Path(name)
        unpack(source, folder)
        check(folder)
        call_command("migrate", interactive=False, verbosity=0)
        if not force and not is_empty():
            raise BackupError(
                "There is data here already. To replace it: "
                f"make restore FORCE=--force FILE={source}"
            )
        replace(folder)


@contextmanager
def nobody_runs() -> Iterator[None]:
    """Hold the lock of `make run`, so that neither starts beside the other."""
    from pgx.run.prepare import lock_path

    with lock_path().open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError("Raphe runs from this folder. Stop it first (Ctrl-C).") from None
        yield


def unpack(source: Path, folder: Path) -> None:
    """Unpack into the folder; nothing can leave it, and nothing but plain files comes out."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            extract(archive, folder)
    except (OSError, EOFError, tarfile.TarError, ValueError) as error:
        raise BackupError(f"{source} cannot be read as a backup: {error}") from None


def extract(archive: tarfile.TarFile, folder: Path) -> None:
    """Take out plain files and folders, none of them elsewhere. Raises TarError."""
    if hasattr(tarfile, "data_filter"):
        archive.extractall(folder, filter="data")
        return
    for member in archive.getmembers():  # Debian's Python 3.11 has no filters yet
        inside = (folder / member.name).resolve().is_relative_to(folder.resolve())
        if not inside or not (member.isreg() or member.isdir()):
            raise tarfile.TarError(f"{member.name} is no plain file of this folder")
    archive.extractall(folder)  # noqa: S202 - each was looked at


def check(folder: Path) -> None:
    """Is it one of ours, for this code's tables, whole and unchanged?"""
    try:
        manifest = json.loads((folder / "manifest.json").read_text())
        made_by, expected = manifest["raphe"], manifest["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        raise BackupError("This archive has no readable manifest: it is not a backup.") from None
    if manifest.get("format") != FORMAT or manifest.get("migrations") != migrations():
        raise BackupError(
            f"This backup was made by Raphe {made_by}, whose tables differ from this version's. "
            "Restore it with that version, then upgrade."
        )
    if expected != {name: checksum(path) for name, path in unpacked(folder).items()}:
        raise BackupError("This archive is damaged: its checksums do not agree. Nothing changed.")


def unpacked(folder: Path) -> dict[str, Path]:
    """The members by name, but for the manifest."""
    files = (path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: path for name, path in named.items() if name != "manifest.json"}


def is_empty() -> bool:
    """Is there nothing but what `migrate` itself puts in?"""
    from django.apps import apps
    from django.conf import settings

    made_by_migrate = {"auth.group", "auth.permission", "contenttypes.contenttype"}
    models = (m for m in apps.get_models() if m._meta.managed and not m._meta.proxy)
    kept = (m for m in models if m._meta.label_lower not in made_by_migrate)
    return not stored_files(settings.MEDIA_ROOT) and not any(
        model._base_manager.exists() for model in kept
    )


def replace(folder: Path) -> None:
    """Rows and files together: where either fails, both are as they were."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import transaction

    new, old = folder / "files", folder / "files-before"
    new.mkdir(exist_ok=True)
    try:
        with transaction.atomic():
            empty_tables()
            call_command("loaddata", str(folder / "database.jsonl"), verbosity=0)
            swap(settings.MEDIA_ROOT, new, old)
    except Exception as error:
        if old.exists():
            swap(settings.MEDIA_ROOT, old, new)
        raise BackupError(f"Nothing was restored, all is as before: {error}") from error


def swap(live: Path, new: Path, aside: Path) -> None:
    """Move the live folder aside and the new one into its place."""
    live.mkdir(parents=True, exist_ok=True)
    live.rename(aside)
    new.rename(live)


def empty_tables() -> None:
    """Remove every row that the archive brings back, and the sessions."""
    from django.core.management.color import no_style
    from django.db import connection

    kept = {"django_content_type", "auth_permission", "django_migrations"}
    tables = [t for t in connection.introspection.django_table_names(True) if t not in kept]
    statements = connection.ops.sql_flush(no_style(), tables, reset_sequences=False)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


if __name__ == "__main__":
    sys.exit(main())
