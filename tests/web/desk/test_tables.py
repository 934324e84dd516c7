import pytest

from pgx.knowledge import drafts
from pgx.knowledge.tables import TABLES

pytestmark = pytest.mark.django_db


def test_tables_and_their_rows_are_found_searched_and_paged(at_desk, draft, curator):
    drafts.remove_row(draft, "drug_values", "sertraline|half_life", 0, curator)
    address = f"/knowledge/desk/drafts/{draft.pk}/tables/"
    text = at_desk.get(address).content.decode()
    assert all(f"/tables/{table}/" in text for table in TABLES)

    def lines(**query):
        return at_desk.get(address + "drug_values/", query).context["page"]

    size = len(drafts.by_key(draft.parent)["drug_values"])
    assert (len(lines()), lines().paginator.count) == (50, size)
    assert lines()[0].key != lines(page="2")[0].key
    assert lines(page="x")[0].key == lines()[0].key
    assert {line.row.drug for line in lines(q="SERTRALINE|nothing")} == set()
    assert {"sertraline"} <= {line.row.drug for line in lines(q="SERTRALINE")}
    (changed,) = lines(changed="")
    assert (changed.key, changed.change.kind) == ("sertraline|half_life", "removed")


def test_a_long_difference_is_read_a_page_at_a_time(at_desk, draft, curator):
    rows = drafts.release_rows(draft.parent)["references"][:120]
    lines = [f"{row.key},Another citation" for row in rows]
    drafts.save_rows(draft, "references", "\n".join(["reference,citation", *lines]), curator)
    address = f"/knowledge/desk/drafts/{draft.pk}/difference/"
    first, second = (at_desk.get(address, {"page": page}).content.decode() for page in "12")

    assert all("120 changed" in each for each in (first, second))
    assert first.count("<ins>Another citation") == 100 and "?page=2" in first
    assert second.count("<ins>Another citation") == 20


@pytest.mark.parametrize("table", ["guideline_statements", "references"])
def test_a_table_asks_the_database_a_constant_number_of_times(
    at_desk, draft, table, django_assert_max_num_queries
):
    address = f"/knowledge/desk/drafts/{draft.pk}/tables/{table}/"
    at_desk.get(address)
    with django_assert_max_num_queries(8):
        at_desk.get(address)
