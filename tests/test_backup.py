"""A backup brings back rows and files together, or changes nothing."""

import io
import tarfile
from pathlib import Path

import pytest
from django.contrib.auth.models import Group

from pgx import backup
from pgx.accounts.models import User
from pgx.run.prepare import only_one_run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def place(settings, tmp_path: Path) -> Path:
    """A data folder of our own, with one account and two files in it."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    (tmp_path / "files" / "batches").mkdir(parents=True)
    (tmp_path / "files" / "a.txt").write_text("first")
    (tmp_path / "files" / "batches" / "ü b.csv").write_text("second")
    group, _ = Group.objects.get_or_create(name="learner")
    User.objects.create_user("ada", password="long-enough-1").groups.add(group)
    return tmp_path


def files(place: Path) -> dict[str, str]:
    root = place / "files"
    return {str(p.relative_to(root)): p.read_text() for p in root.rglob("*") if p.is_file()}


def lose_everything(place: Path) -> None:
    User.objects.all().delete()
    for path in (place / "files").rglob("*.*"):
        path.unlink()


def test_round_trip(place: Path) -> None:
    before, password = files(place), User.objects.get().password
    archive = backup.create()
    lose_everything(place)
    backup.restore(archive)
    user = User.objects.get()
    assert (user.username, user.password) == ("ada", password)
    assert [group.name for group in user.groups.all()] == ["learner"]
    assert files(place) == before
    assert User.objects.create_user("next").pk > user.pk


def test_the_archive_is_private(place: Path) -> None:
    assert backup.create().stat().st_mode & 0o077 == 0


def test_data_that_is_there_is_kept_unless_forced(place: Path) -> None:
    archive = backup.create(place / "b.tar.gz")
    User.objects.create_user("grace")
    (place / "files" / "new.txt").write_text("new")
    with pytest.raises(backup.BackupError, match="There is data here already"):
        backup.restore(archive)
    assert User.objects.count() == 2
    backup.restore(archive, force=True)
    assert [user.username for user in User.objects.all()] == ["ada"]
    assert "new.txt" not in files(place)


def changed(archive: Path, name: str, content: bytes | None) -> Path:
    """A copy of the archive with one member changed, or left out."""
    copy = archive.with_name("changed.tar.gz")
    with tarfile.open(archive) as old, tarfile.open(copy, "w:gz") as new:
        for member in old:
            data = old.extractfile(member).read()
            if member.name == name:
                if content is None:
                    continue
                data = content
                member.size = len(data)
            new.addfile(member, io.BytesIO(data))
    return copy


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("files/a.txt", b"other", "damaged"),
        ("database.jsonl", b"", "damaged"),
        ("files/a.txt", None, "damaged"),
        ("manifest.json", None, "not a backup"),
        ("manifest.json", b"[]", "not a backup"),
        ("manifest.json", b'{"format": 1, "raphe": "9", "sha256": {}}', "made by Raphe 9"),
    ],
)
def test_a_damaged_archive_changes_nothing(
    place: Path, name: str, content: bytes | None, said: str
) -> None:
    archive = changed(backup.create(place / "b.tar.gz"), name, content)
    refuse(place, archive, said)


def test_half_an_archive_changes_nothing(place: Path) -> None:
    archive = backup.create(place / "b.tar.gz")
    archive.write_bytes(archive.read_bytes()[:-200])
    refuse(place, archive, "cannot be read|damaged|not a backup")


def test_something_else_changes_nothing(place: Path) -> None:
    (place / "note.txt").write_text("not an archive")
    refuse(place, place / "note.txt", "cannot be read")
    refuse(place, place / "missing.tar.gz", "cannot be read")


def refuse(place: Path, archive: Path, said: str) -> None:
    before = files(place)
    with pytest.raises(backup.BackupError, match=said):
        backup.restore(archive, force=True)
    assert files(place) == before
    assert User.objects.get().username == "ada"
    assert not list(place.glob(".restore-*"))


def test_a_failure_half_way_puts_rows_and_files_back(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = backup.create(place / "b.tar.gz")
    User.objects.create_user("grace")
    (place / "files" / "a.txt").write_text("changed since")
    real = backup.swap

    def swap_and_fail(*args: Path) -> None:
        monkeypatch.setattr(backup, "swap", real)
        real(*args)
        raise OSError("disk full")

    monkeypatch.setattr(backup, "swap", swap_and_fail)
    with pytest.raises(backup.BackupError, match="all is as before: disk full"):
        backup.restore(archive, force=True)
    assert User.objects.count() == 2
    assert files(place)["a.txt"] == "changed since"


def test_nothing_is_restored_under_a_running_raphe(place: Path) -> None:
    archive = backup.create(place / "b.tar.gz")
    with only_one_run(), pytest.raises(backup.BackupError, match="Stop it first"):
        backup.restore(archive, force=True)
