import pytest
from limits import parse

from pgx import __version__, notice
from pgx.assessments.question import Regimen, split_co_medications
from pgx.batches.assessing import render_csv
from pgx.batches.assessing.calls import NO_COLUMN as ABSENT
from pgx.batches.assessing.measured import MEASURED
from pgx.batches.options import Options
from pgx.batches.parts import AND_ALSO
from pgx.knowledge import releases
from tests.api.calls import post
from tests.batches.assessing.parts import assessed, random_rows

CITALOPRAM = Options(regimens=(Regimen("citalopram", 20.0),))
CONTROLS = ("subject", "drug", "dose_mg_per_day", "co_medications", "orientation")


def asked(row):
    """What a row asks, as one asks it of the REST door."""
    body = {
        "genotypes": {name: text for name, text in row.items() if name not in CONTROLS},
        "regimens": [{"drug": row["drug"], "dose_mg_per_day": float(row["dose_mg_per_day"])}],
        "co_medications": split_co_medications(row["co_medications"]),
        "detail": "summary",
    }
    return body | ({"orientation": row["orientation"].lower()} if row["orientation"] else {})


def expected(answer):
    """The cells of a row, from the answer in JSON."""
    (result,) = answer["results"]
    published = result["recommendation"]
    leading = published["leading"]
    cells = {
        "drug": result["drug"],
        "dose_mg_per_day": result["dose_mg_per_day"],
        "co_medications": "; ".join(answer["co_medications"]),
        "category": published["category"],
        "guideline": published["headline"],
        "guideline_key": leading["rows"][0] if leading and leading["implication"] else "",
        "strength": published["strength"],
        "signal": result["signal"],
        "level_layer": result["level_layer"],
        "flags": ";".join(dict.fromkeys(flag["code"] for flag in result["flags"])),
        "phenoconversion": "; ".join(e["says"] for e in result["enzymes"] if e["says"]),
        "release": answer["release"]["version"],
        "engine": __version__,
        "notice": str(notice.NOTICE_SHORT),
    }
    cells |= {each.name: result[each.name] for each in MEASURED}
    for call in answer["calls"]:
        cells |= {f"{call['marker']}_{p}": call[p] for p in ("genotype", "status", "reason")}
    for enzyme in result["enzymes"]:
        cells |= {f"{enzyme['gene']}_{p}": enzyme[p] for p in ("phenotype", "predicted")}
    return cells


@pytest.mark.parametrize("number", [200, pytest.param(1000, marks=pytest.mark.long)])
def test_assess_part_rows_equal_the_answers_of_the_rest_door(number, client, release, settings):
    settings.RATES = dict.fromkeys(settings.RATES, parse("100000/minute"))
    knowledge = releases.find()
    rows = [
        {name: text.partition(AND_ALSO)[0] for name, text in row.items()}
        for row in random_rows(knowledge, number)
    ]

    found = assessed(knowledge, rows).results.to_pylist()

    assert [row["subject"] for row in found] == [row["subject"] for row in rows]
    lacking = dict.fromkeys((f"{m}_reason" for m in set(knowledge.markers) - set(rows[0])), ABSENT)
    for row, own in zip(rows, found, strict=True):
        cells = expected(post(client, asked(row)).json()) | lacking
        assert {name: own[name] for name in cells} == cells


def test_assess_part_rows_do_not_depend_on_the_rows_beside_them(knowledge):
    rows = random_rows(knowledge, 60, seed=3)

    together = assessed(knowledge, rows).results

    alone = [assessed(knowledge, [row]).results.to_pylist()[0] | {"line": None} for row in rows]
    assert [row | {"line": None} for row in together.to_pylist()] == alone


def test_assess_part_gives_each_row_every_regimen_of_the_file(knowledge):
    options = Options(
        regimens=(Regimen("sertraline", 50.0), Regimen("citalopram", 20.0)),
        co_medications=("omeprazole",),
    )
    rows = [
        {"subject": "a", "CYP2C19": "*1/*1"},
        {"subject": "b", "CYP2C19": "*2/*2", "drug": "ESCITALOPRAM", "co_medications": "none"},
    ]

    found = assessed(knowledge, rows, options)

    told = [(r["subject"], r["drug"], r["dose_mg_per_day"], r["co_medications"])
            for r in found.results.to_pylist()]  # fmt: skip
    assert told == [
        ("a", "sertraline", 50.0, "omeprazole"),
        ("a", "citalopram", 20.0, "omeprazole"),
        ("b", "escitalopram", 10.0, ""),
    ]
    assert found.results["line"].to_pylist() == [2, 2, 3]
    assert (found.summary["subjects"], found.summary["results"]) == (2, 3)


@pytest.mark.parametrize(
    ("dose", "read"), [("12,5", 12.5), ("0,125", 0.125), ("7.5", 7.5), ("10", 10.0)]
)
def test_assess_part_reads_a_dose_with_a_decimal_comma(knowledge, dose, read):
    row = {"subject": "a", "rs6265": "A/G", "drug": "pramipexole", "dose_mg_per_day": dose}
    found = assessed(knowledge, [row | {"drug": "sertraline"}, row])

    doses = found.results["dose_mg_per_day"].to_pylist()
    refused = found.errors["message"].to_pylist()
    assert read in doses or any(f"{read:g} mg/day" in message for message in refused)


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"drug": "escitaloprm"}, "drug", "unknown_drug"),
        ({"drug": "citalopram", "dose_mg_per_day": "ten"}, "dose_mg_per_day", "dose_out_of_range"),
        ({"drug": "citalopram", "dose_mg_per_day": "1,000"}, "dose_mg_per_day", "ambiguous_dose"),
        ({"drug": "citalopram", "dose_mg_per_day": "-1"}, "dose_mg_per_day", "dose_out_of_range"),
        *(
            ({"drug": "citalopram", "dose_mg_per_day": n}, "dose_mg_per_day", "dose_out_of_range")
            for n in ("1_0", "١٠", "1E1", "nan", "10 mg", "0")
        ),
        ({"orientation": "minus"}, "orientation", "unknown_orientation"),
        ({"drug": "citalopram", "co_medications": ";".join(map(str, range(51)))},
         "co_medications", "max_length"),
        ({"drug": "q" * 300}, "drug", "unknown_drug"),
    ],
)  # fmt: skip
def test_assess_part_a_bad_row_is_an_error_and_the_others_go_on(knowledge, cells, column, code):
    rows = [{"subject": "S0", "rs6265": "A/G"}, {"subject": "S1", **cells}, {"subject": "S2"}]

    found = assessed(knowledge, rows, CITALOPRAM)

    (error,) = found.errors.to_pylist()
    assert (error["line"], error["column"], error["code"]) == (3, column, code)
    assert error["value"][:80] == cells[column][:80]
    assert error["message"]
    assert error["hint"]
    assert error["notice"] == str(notice.NOTICE_SHORT)
    assert len(error["value"] + error["message"]) < 400
    assert found.results["subject"].to_pylist() == ["S0", "S2"]
    assert found.summary["errors"] == {code: 1}
    assert found.summary["refused"] == 1


def test_assess_part_a_row_with_several_faults_has_an_error_for_each(knowledge):
    row = {"subject": "a", "drug": "x", "dose_mg_per_day": "y", "orientation": "z"}

    found = assessed(knowledge, [row])

    told = {(error["column"], error["value"]) for error in found.errors.to_pylist()}
    assert told == {("drug", "x"), ("dose_mg_per_day", "y"), ("orientation", "z")}
    assert len(found.results) == 0
    assert render_csv(found.results).count(b"\n") == 1


def test_assess_part_says_what_the_reading_found_wrong(knowledge):
    fault = ("", "S1,A", "wrong_number_of_cells", "The row has 2 cells.", "Quote commas.")

    found = assessed(knowledge, [{"subject": "a"}] * 2, CITALOPRAM, faults={1: fault}.items())

    (error,) = found.errors.to_pylist()
    assert (error["line"], error["code"], error["hint"]) == (3, fault[2], fault[4])
    assert found.results["line"].to_pylist() == [2]


def test_assess_part_a_row_without_a_drug_needs_one_of_the_file(knowledge):
    two = Options(regimens=(Regimen("sertraline", 50.0), Regimen("citalopram", 20.0)))

    none = assessed(knowledge, [{"subject": "a", "drug": ""}])
    unclear = assessed(knowledge, [{"subject": "a", "dose_mg_per_day": "20"}], two)
    own = assessed(knowledge, [{"subject": "a", "dose_mg_per_day": "40"}], CITALOPRAM)

    assert none.errors["code"].to_pylist() == ["no_drug"]
    assert unclear.errors["code"].to_pylist() == ["dose_without_drug"]
    assert own.results["dose_mg_per_day"].to_pylist() == [40.0]


@pytest.mark.parametrize(
    ("of_file", "calls"),
    [
        (None, ["G/G", "C/C", ""]),
        ("plus", ["G/G", "C/C", "G/G"]),
        ({"rs6295": "literature"}, ["G/G", "C/C", "C/C"]),
    ],
)
def test_assess_part_the_word_of_a_row_goes_before_that_of_the_file(knowledge, of_file, calls):
    rows = [{"subject": "a", "rs6295": "C/C", "orientation": w} for w in ("Plus", "literature", "")]
    options = Options(regimens=CITALOPRAM.regimens, orientation=of_file)

    found = assessed(knowledge, rows, options).results

    assert found["rs6295_genotype"].to_pylist() == calls


def test_assess_part_contradicting_texts_of_a_cell_are_ambiguous(knowledge):
    texts = ["*1/*2", "*1/*2\x1f*2/*1", "*1/*2\x1f./.", "*1/*2\x1f*1/*1", "./.", ""]
    rows = [{"subject": str(n), "CYP2C19": text} for n, text in enumerate(texts)]

    found = assessed(knowledge, rows, CITALOPRAM).results

    statuses = found["CYP2C19_status"].to_pylist()
    assert statuses == [*["called"] * 3, "ambiguous", *["not tested"] * 2]
    assert found["CYP2C19_reason"].to_pylist()[3] == (
        "the source contradicts itself: *1/*2 and *1/*1 are given"
    )
    assert found["rs6265_reason"].to_pylist() == [ABSENT] * 6


def test_assess_part_beside_an_mao_inhibitor_the_model_is_empty(knowledge):
    rows = [{"subject": "a", "CYP2C19": "*1/*2", "co_medications": "phenelzine"}]

    (row,) = assessed(knowledge, rows, CITALOPRAM).results.to_pylist()

    assert {row[each.name] for each in MEASURED} == {None}
    assert (row["category"], row["flags"], row["signal"]) == ("stopped", "mao_inhibitor", "")
    assert row["CYP2C19_genotype"] == "*1/*2"


def test_assess_part_flags_a_repeated_subject_beside_its_other_flags(knowledge):
    rows = [{"subject": name, "rs6265": "A/G"} for name in "aba"]

    found = assessed(knowledge, rows, CITALOPRAM, repeated=[True, False, True])

    flags = [row.split(";") for row in found.results["flags"].to_pylist()]
    assert flags[0] == ["repeated_subject", *flags[1]] == flags[2]
    assert "reference_used" in flags[1]
    assert found.summary["flags"]["repeated_subject"] == 2
