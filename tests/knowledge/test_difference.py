from pgx.knowledge.difference import CellDifference, RowDifference, difference


def test_difference_says_what_is_added_changed_and_removed_as_files_have_it(shipped):
    first, second, *others = shipped.rows["parameters"]
    changed = first.model_copy(update={"value": 2.0, "sd": None})
    added = second.model_copy(update={"symbol": "brand_new"})
    after = {**shipped.rows, "parameters": [changed, *others, added]}

    found = {row.kind: row for row in difference(shipped.rows, after)}

    assert set(found) == {"changed", "removed", "added"}
    assert found["changed"].key == first.symbol
    assert CellDifference("value", str(first.value).removesuffix(".0"), "2") in (
        found["changed"].cells
    )
    assert all(not cell.new for cell in found["removed"].cells)
    assert CellDifference("symbol", "", "brand_new") in found["added"].cells


def test_difference_of_what_lacks_a_table_or_a_column(shipped):
    """An older release may have neither."""
    row = shipped.rows["genes"][0]
    older = {table: rows for table, rows in shipped.rows.items() if table != "claims"}
    found = difference(older, shipped.rows)

    assert {each.table for each in found} == {"claims"}
    assert len(found) == len(shipped.rows["claims"])
    assert {each.kind for each in difference(shipped.rows, older)} == {"removed"}

    class Narrow(type(row)):
        """The row as it was before its last column came."""

    del Narrow.model_fields["hgnc_id"]
    Narrow.model_rebuild(force=True)
    before = Narrow.model_validate(row.model_dump(exclude={"hgnc_id"}))
    (told,) = difference({"genes": [before]}, {"genes": [row]})
    assert told == RowDifference(
        "genes", row.key, "changed", (CellDifference("hgnc_id", "", row.hgnc_id),)
    )


def test_difference_does_not_count_the_order(shipped):
    turned = {table: rows[::-1] for table, rows in shipped.rows.items()}
    assert difference(shipped.rows, turned) == ()
