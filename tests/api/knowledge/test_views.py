import csv
import io
import json

import pytest
from django.urls import reverse

from pgx import notice
from pgx.api.knowledge import answers
from pgx.api.knowledge.resources import RESOURCES
from pgx.knowledge import exporting, releases
from pgx.knowledge.drafts import withdraw
from pgx.knowledge.reading import read
from pgx.knowledge.tables import TABLES
from tests.kb import FOLDER
from tests.knowledge.folders import folder, relabel

__all__ = ["folder"]
PATHS = [each.path for each in RESOURCES]
TABLED = [each for each in RESOURCES if each.path != "releases"]
CSV = "text/csv"


@pytest.fixture(scope="module")
def rows():
    return read(FOLDER).rows


def every(get, path, **query):
    """All results, page by page."""
    body = get(path, page_size=200, **query).json()
    found = body["results"]
    while body["next"]:
        body = get(body["next"]).json()
        found += body["results"]
    return found


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda each: each.path)
def test_list_has_the_declared_form_and_the_release(get, release, resource):
    body = get(resource.path).json()

    answers.list_answer(resource.table).model_validate_json(json.dumps(body))
    assert body["release"] == {"version": release.version, "sha256": release.sha256}
    assert body["notice"] == str(notice.NOTICE)
    assert 0 < len(body["results"]) <= 50


@pytest.mark.parametrize("resource", TABLED, ids=lambda each: each.path)
def test_list_gives_the_columns_of_the_file_in_json_types(get, rows, resource):
    table = resource.table
    found = every(get, resource.path)

    assert [each["key"] for each in found] == [row.key for row in rows[table]]
    for each, row in zip(found, rows[table], strict=True):
        assert each["row"] == f"{table}/{row.key}"
        again = TABLES[table].model_validate({name: each[name] for name, _ in row})
        assert again.model_dump() == row.model_dump()
        assert not any(
            value in ("yes", "no") for name, value in each.items() if name != "pgp_substrate"
        )


@pytest.mark.parametrize("path", PATHS)
def test_every_row_answers_at_its_own_address(get, path):
    resource = next(each for each in RESOURCES if each.path == path)
    form = answers.one_answer(resource.table)
    found = every(get, path)
    for each in found[:: max(1, len(found) // 60)]:
        answer = get(each["url"])
        assert answer.status_code == 200, each["url"]
        assert answer.json()["result"] == each
        form.model_validate_json(answer.content)


def test_every_statement_key_leads_back_to_its_row(get):
    for each in every(get, "guideline-statements"):
        assert get(each["url"]).json()["result"]["key"] == each["key"]


@pytest.mark.parametrize(("path", "size"), [("genes", 1), *((path, 7) for path in PATHS)])
def test_pages_in_both_directions_give_each_row_once(get, path, size):
    forth, body = [], get(path, page_size=size).json()
    assert body["previous"] is None
    while True:
        forth.append([each["key"] for each in body["results"]])
        if not body["next"]:
            break
        body = get(body["next"]).json()
    back = [forth[-1]]
    while body["previous"]:
        body = get(body["previous"]).json()
        back.insert(0, [each["key"] for each in body["results"]])

    assert [key for page in forth for key in page] == [each["key"] for each in every(get, path)]
    assert back == forth


def test_next_page_stays_in_its_release_when_another_is_published(get, folder):
    first = get("genes", page_size=1).json()
    relabel(folder, version="99.0.0")
    releases.load(folder)

    assert get("genes").json()["release"]["version"] == "99.0.0"
    assert get(first["next"]).json()["release"] == first["release"]


def test_older_release_is_asked_for_and_a_table_that_it_lacks_is_empty(get, folder, release):
    (folder / "claims.csv").unlink()
    relabel(folder, version="0.0.1")
    older, _ = releases.load(folder)

    body = get("claims", release="0.0.1", verdict="supported").json()
    gene = get("genes/CYP2C19", release="0.0.1").json()

    assert body["release"] == {"version": "0.0.1", "sha256": older.sha256}
    assert body["results"] == []
    assert gene["result"]["url"].endswith("/genes/CYP2C19?release=0.0.1")
    assert "release=0.0.1" in gene["related"]["guideline_statements_url"]
    assert get("claims", release=release.version).json()["results"]


@pytest.mark.parametrize("path", ["genes", "genes/CYP2C19"])
def test_unknown_release_is_404_and_says_what_is_loaded(refused, release, path):
    error = refused(404, path, release="9.9.9")

    assert (error["field"], error["code"]) == ("release", "unknown_release")
    assert release.version in error["message"]


def test_releases_say_which_is_the_default_and_count_rows(get, folder, release, rows):
    relabel(folder, version="99.0.0")
    releases.load(folder)

    newest, older = get("releases").json()["results"]

    assert (newest["version"], newest["is_default"]) == ("99.0.0", True)
    assert (older["version"], older["is_default"]) == (release.version, False)
    assert older["rows_by_table"] == {table: len(each) for table, each in rows.items()}
    assert older["released_on"] == release.released_on.isoformat()


@pytest.mark.parametrize(
    ("path", "key"),
    [
        *(("markers/" + name, "rs6295") for name in ("rs6295", "RS6295", "HTR1A_rs6295")),
        *(("markers/" + name, "5-HTTLPR") for name in ("5-HTTLPR", "5-httlpr", "5HTTLPR")),
        *(("drugs/" + name, "escitalopram") for name in ("Escitalopram", "321988")),
        *(("genes/cyp2c19", "CYP2C19"), ("claims/s1-001", "S1-001")),
    ],
)
def test_other_exact_names_find_the_row(get, path, key):
    assert get(path).json()["result"]["key"] == key


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("drugs/escitaloprm", "Did you mean escitalopram?"),
        ("genes/CYP2C91", "Did you mean CYP2C19?"),
        ("releases/0.7.1", "Did you mean 0.7.0?"),
        ("markers/%00", ""),
        ("references/" + "x" * 3000, ""),
        (
            "guideline-statements/CPIC||citalopram|CYP2C19|Poor%20Metaboliser|||"
            "adults; CPIC holds it relevant",
            "Did you mean CPIC||citalopram|CYP2C19|Poor Metabolizer|||adults",
        ),
        ("guideline-statements/CPIC%7C%7Ccitalopram%7CCYP2C19%7C/../n%2Fa", ""),
        ("claims/%FF%20%25", ""),
    ],
)
def test_unknown_key_is_404_with_the_nearest(refused, path, hint):
    error = refused(404, path)

    assert (error["field"], error["code"]) == ("key", "not_found")
    assert hint in error.get("hint", "")


def test_related_rows_are_those_of_the_row(get, rows):
    gene = get("genes/HTR1A").json()["related"]
    marker = get("markers/rs6295").json()["related"]
    star = get("markers/CYP2C19").json()["related"]
    drug = get("drugs/fluoxetine").json()["related"]
    claim = get("claims/S1-002").json()

    assert {each["gene"] for each in gene["markers"]} == {"HTR1A"}
    assert [each["allele"] for each in marker["alleles"]] == [
        row.allele for row in rows["alleles"] if row.marker == "rs6295"
    ]
    assert marker["allele_frequencies"]
    assert marker["star_allele_definitions"] == []
    assert len(star["star_allele_frequencies"]) == sum(
        row.gene == "CYP2C19" for row in rows["star_allele_frequencies"]
    )
    assert {each["ligand"] for each in drug["binding"]} == {"fluoxetine", "norfluoxetine"}
    assert {each["system"] for each in drug["drug_codes"]} == {"RxNorm", "ATC"}
    assert drug["drug_values"]
    assert drug["exposure_ratios"]
    assert [each["key"] for each in claim["related"]["references"]] == claim["result"]["references"]


def test_reference_counts_the_rows_that_cite_it(get, rows):
    cited = get("references/Bousman2023").json()["related"]["cited_by"]

    assert cited["guideline_statements"] == sum(
        row.reference == "Bousman2023" for row in rows["guideline_statements"]
    )
    assert cited["markers"] == sum(
        "Bousman2023" in (row.reference, *row.also) for row in rows["markers"]
    )


def test_url_of_statements_lists_those_of_the_drug(get):
    url = get("drugs/sertraline").json()["related"]["guideline_statements_url"]

    assert {each["drug"] for each in get(url).json()["results"]} == {"sertraline"}


@pytest.mark.parametrize("resource", TABLED, ids=lambda each: each.path)
def test_csv_is_the_file_with_release_and_notice(get, release, resource):
    response = get(resource.path, accept=CSV)
    table = resource.table
    own = list(csv.DictReader((FOLDER / f"{table}.csv").open(encoding="utf-8", newline="")))
    found = list(csv.DictReader(io.StringIO(response.content.decode())))

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert [*found[0]] == [*exporting.columns(TABLES[table]), "release", "notice"]
    assert {each.pop("release") for each in found} == {release.version}
    assert {each.pop("notice") for each in found} == {str(notice.NOTICE_SHORT)}
    unquoted = [{name: cell.removeprefix("'") for name, cell in each.items()} for each in found]
    assert unquoted == own
    assert not [
        cell
        for each in found
        for cell in each.values()
        if cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not is_number(cell)
    ]


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_csv_of_a_filter_has_its_rows_only(get):
    text = get("genes", accept=CSV, role="exposure").content.decode()

    assert {row["role"] for row in csv.DictReader(io.StringIO(text))} == {"exposure"}


def test_csv_of_releases_counts_rows(get, release, rows):
    (row,) = csv.DictReader(io.StringIO(get("releases", accept=CSV).content.decode()))

    assert row["version"] == release.version
    assert f"; genes: {len(rows['genes'])};" in row["rows_by_table"]


def test_error_of_a_csv_is_a_problem_document(refused):
    error = refused(422, "genes", accept=CSV, page_size=3)

    assert (error["field"], error["code"]) == ("page_size", "unknown_parameter")


@pytest.mark.parametrize("path", ["genes", "genes/CYP2C19", "releases"])
def test_etag_that_is_known_answers_304_without_a_body(get, path):
    first = get(path)
    tag = first.headers["ETag"]

    again = get(path, headers={"if-none-match": f'"other", {tag}'})

    assert first.headers["Cache-Control"] == "public, no-cache"
    assert {"Accept", "Authorization"} <= set(first.headers["Vary"].split(", "))
    assert not tag.startswith("W/")
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_etags_differ_by_question_form_and_release(get, folder):
    tags = [get("genes"), get("genes", accept=CSV), get("genes", page_size=3), get("markers")]
    relabel(folder, version="99.0.0")
    releases.load(folder)
    tags.append(get("genes"))

    assert len({each.headers["ETag"] for each in tags}) == len(tags)


@pytest.mark.parametrize("path", ["genes", "genes/CYP2C19", "releases/0.7.0"])
def test_head_answers_like_get_without_a_body(client, get, path):
    head, full = client.head(f"/api/v1/{path}"), get(path)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == full.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(full.content))


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("path", ["genes", "genes/CYP2C19"])
def test_other_methods_are_405(client, release, path, method):
    response = getattr(client, method)(f"/api/v1/{path}")

    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_a_form_that_is_not_there_is_406(get):
    assert get("genes", accept="image/png").status_code == 406
    assert get("genes/CYP2C19", accept=CSV).status_code == 406


@pytest.mark.parametrize("path", [each.path for each in TABLED])
@pytest.mark.parametrize("size", [1, 200])
def test_list_asks_the_database_once_however_many_rows(
    get, django_assert_num_queries, cold, path, size
):
    with django_assert_num_queries(2):  # the release's name; its table, once a process
        get(path, page_size=size)
    with django_assert_num_queries(1):
        get(path, page_size=size)


@pytest.mark.parametrize("size", [1, 200])
def test_releases_ask_the_database_a_constant_number_of_times(
    get, folder, django_assert_num_queries, cold, size
):
    relabel(folder, version="99.0.0")
    releases.load(folder)
    with django_assert_num_queries(3):
        get("releases", page_size=size)
    with django_assert_num_queries(2):
        get("releases", page_size=size)


def test_releases_say_what_is_withdrawn_and_are_then_another_answer(get, folder, release, curator):
    relabel(folder, version="99.0.0")
    newer, _ = releases.load(folder)
    before = get("releases")["ETag"]
    withdraw(newer, "It has a slip.", curator)

    after = get("releases")
    entries = {each["version"]: each for each in after.json()["results"]}
    assert after["ETag"] != before
    assert entries["99.0.0"]["withdrawn"] == "It has a slip."
    assert (
        entries[release.version] | {"withdrawn": "", "is_default": True}
        == (entries[release.version])
    )
    assert get("genes").json()["release"]["version"] == release.version
    assert get("genes", release="99.0.0").json()["release"]["version"] == "99.0.0"


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_nothing_loaded_is_404(client, path):
    assert client.get(f"/api/v1/{path}").status_code == 404


def test_views_declare_their_scope():
    from django.urls import resolve

    for path in PATHS:
        for address in (reverse(f"api-{path}"), reverse(f"api-{path}-one", args=["x"])):
            assert resolve(address).func.cls.scope == "read"
