"""Items that are published without being checked: what is shipped is checked once, elsewhere."""

from pathlib import Path

from pgx.cases.items.publishing import publish
from pgx.cases.items.reading import FOLDER, ItemsFile, read_file
from pgx.cases.models import ItemVersion

SMALL = Path(__file__).parent
SMALL_FILES = [SMALL / "M01.yaml", SMALL / "M05.yaml"]


def publish_small() -> list[ItemVersion]:
    """Two beliefs with four items each."""
    return _publish(SMALL_FILES)


def publish_shipped_items(*beliefs: str) -> list[ItemVersion]:
    """The shipped items of these beliefs, or all of them."""
    return _publish([FOLDER / f"{belief}.yaml" for belief in beliefs] or sorted(FOLDER.glob("M*")))


def _publish(paths: list[Path]) -> list[ItemVersion]:
    for path in paths:
        read = read_file(path)
        assert isinstance(read, ItemsFile), read
        publish(read.content)
    return list(ItemVersion.objects.filter(is_asked=True).order_by("item"))
