"""What bodies say is checked as a whole: one edition at a time."""

from pgx.knowledge.statement_checks import one_edition


def test_rows_of_two_years_are_one_edition_too_many(shipped):
    first, *others = shipped.rows["guideline_statements"]
    mixed = {"guideline_statements": [first.model_copy(update={"year": "2030"}), *others]}

    found = list(one_edition(mixed))

    assert found and all(first.drug in fault.reason and "2030" in fault.reason for fault in found)
    assert not list(one_edition(shipped.rows))
