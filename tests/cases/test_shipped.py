"""The cases that are shipped."""

from pgx.cases.checking import check
from pgx.cases.reading import FOLDER, TOPICS
from pgx.cases.schema.published import FILE, schema_text


def test_the_published_schema_is_that_of_the_models():
    assert (FOLDER / FILE).read_text() == schema_text(), "run make schema"


def test_the_shipped_cases_have_no_fault(ground):
    paths = [path for path in sorted(FOLDER.glob("*.yaml")) if path.name != TOPICS]
    assert [str(fault) for fault in check(ground, paths).faults] == []
