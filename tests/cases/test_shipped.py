"""The cases that are shipped."""

from pgx.cases.checking import check
from pgx.cases.reading import FOLDER
from pgx.cases.schema.published import FILE, schema_text


def test_the_published_schema_is_that_of_the_models():
    assert (FOLDER / FILE).read_text() == schema_text(), "run make schema"


def test_the_shipped_cases_have_no_fault_and_cover_all_that_is_asked(ground):
    found = check(ground)
    assert [str(fault) for fault in found.faults] == []
    assert "unsourced numbers                   0" in found.summary
