import pytest

from pgx.api.knowledge.filters import enzymes, modules, words
from pgx.api.knowledge.resources import RESOURCES
from pgx.knowledge.reading import read
from tests.kb import FOLDER

FILTERS = [
    (resource.path, resource.table, name)
    for resource in RESOURCES
    for name in resource.filters.base_filters
]
# Which cells of a row a filter reads, written apart from the filters.
CELLS = {
    "enzyme": lambda row: enzymes(row.main_enzymes),
    "gene": lambda row: [getattr(row, "gene_1", ""), getattr(row, "gene_2", "")],
    "phenotype": lambda row: [row.key_1, row.key_2],
    "module": lambda row: modules(row.lives_in),
}


@pytest.fixture(scope="module")
def rows():
    return read(FOLDER).rows


def cells(table, name, row):
    if name in CELLS and (table, name) != ("markers", "gene"):
        return list(CELLS[name](row))
    return list(words(getattr(row, name)))


@pytest.mark.parametrize(("path", "table", "name"), FILTERS)
def test_every_value_of_a_filter_gives_the_rows_that_have_it(get, rows, path, table, name):
    values = {cell for row in rows[table] for cell in cells(table, name, row) if cell}
    assert values
    for value in sorted(values)[:40]:
        body = get(path, page_size=200, **{name: value.upper()}).json()
        wanted = [row.key for row in rows[table] if value in cells(table, name, row)]
        assert [each["key"] for each in body["results"]] == wanted[:200], value


def test_filters_together_give_rows_that_pass_all(get):
    body = get("guideline-statements", body="CPIC", drug="sertraline", gene="CYP2B6").json()

    assert body["results"]
    for each in body["results"]:
        assert (each["body"], each["drug"]) == ("CPIC", "sertraline")
        assert "CYP2B6" in (each["gene_1"], each["gene_2"])


def test_value_of_a_closed_list_that_no_row_has_gives_no_row(get):
    assert get("claims", confidence="calibrated").json()["results"] == []


@pytest.mark.parametrize(
    ("path", "name", "value", "hint"),
    [
        ("genes", "role", "expossure", "Did you mean exposure?"),
        ("markers", "gene", "HTR1", "Did you mean HTR1"),
        ("markers", "used_in_model", "yes", "Known: "),
        ("drugs", "enzyme", "CYP2D66", "Did you mean CYP2D6?"),
        ("drugs", "kind", "", "Known: antidepressant"),
        ("guideline-statements", "strength", "strongest", "Did you mean Strong?"),
        ("references", "doi", "10.1002/cpt.290", "Did you mean 10.1002/cpt.2903?"),
        ("references", "pmid", "\0", ""),
        ("claims", "verdict", "contest", "Did you mean contested?"),
    ],
)
def test_unknown_value_is_refused_with_the_nearest(refused, path, name, value, hint):
    error = refused(422, path, **{name: value})

    assert (error["field"], error["code"]) == (name, "unknown_value")
    assert hint in error.get("hint", "")


@pytest.mark.parametrize(
    ("path", "name", "hint"),
    [
        ("genes", "roles", "Did you mean role?"),
        ("genes", "format", "Known: "),
        ("genes/CYP2C19", "search", "Did you mean release?"),
        ("releases", "release", "Did you mean search?"),
        ("claims", "values__verdict", "Did you mean verdict?"),
    ],
)
def test_unknown_parameter_is_refused_with_the_nearest(refused, path, name, hint):
    error = refused(422, path, **{name: "x"})

    assert (error["field"], error["code"]) == (name, "unknown_parameter")
    assert hint in error["hint"] or "Known: " in error["hint"]


def test_parameter_that_is_there_twice_is_refused(client, release):
    response = client.get("/api/v1/genes?role=exposure&role=mechanism")

    assert response.status_code == 422
    assert response.json()["errors"][0]["code"] == "repeated_parameter"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("genes", "TRANSPORTER sert"),
        ("claims", "BDNF people"),
        ("references", "müller"),
        ("guideline-statements", "qt sertraline"),
        ("markers", "≥ nothing has this"),
    ],
)
def test_search_finds_rows_in_which_every_word_stands(get, rows, path, text):
    found = [each["key"] for each in get(path, search=text, page_size=200).json()["results"]]

    def said(row):
        cells = [cell for _, cell in row if not isinstance(cell, bool)]
        return " ".join(map(str, cells)).casefold()

    table = path.replace("-", "_")
    wanted = [
        row.key for row in rows[table] if all(word in said(row) for word in text.casefold().split())
    ]
    assert found == wanted


@pytest.mark.parametrize("text", ["", "   ", "x" * 101])
def test_search_that_is_empty_or_too_long_is_refused(refused, text):
    assert refused(422, "genes", search=text)["code"] == "bad_search"
