"""The shipped knowledge base with something changed, as a draft of it would compile."""

from pgx.knowledge.compiling import compile_release


def changed(content, table, update, **where):
    """Compiled with these cells in the rows that have those; without the rows where update is None.

    There is such a row.
    """

    def is_meant(row):
        return all(getattr(row, name) == value for name, value in where.items())

    kept = [row for row in content.rows[table] if update or not is_meant(row)]
    rows = [row.model_copy(update=update) if is_meant(row) else row for row in kept]
    assert rows != content.rows[table]
    sha256 = f"{table} {where} {update}"
    return compile_release("draft-1", sha256, {**content.rows, table: rows})
