import csv
from io import StringIO

import pytest

from pgx import notice
from pgx.assessments.errors import QuestionRefused
from pgx.assessments.question import Regimen
from pgx.batches.assess_file import assess_file
from pgx.batches.errors import FileRefused
from pgx.batches.exporters import errors_table, results_table, write_csv

pytestmark = pytest.mark.usefixtures("release")
DEFAULT = Regimen("citalopram", 20.0)


def assess_text(text, default=DEFAULT, **options):
    return assess_file(StringIO(text, newline=""), default, **options)


def results(outcome):
    out = StringIO()
    write_csv(results_table(outcome.reading.rows, outcome.evaluation), out)
    return list(csv.DictReader(StringIO(out.getvalue())))


def errors(outcome):
    out = StringIO()
    write_csv(errors_table(outcome.reading.errors), out)
    return list(csv.DictReader(StringIO(out.getvalue())))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("\n", "is empty"),
        ("subject,rs6265\n", "no row below"),
        ("rs6265\nA/G\n", "No column is called subject"),
        ("subject,colour\nS1,red\n", "No column is a marker"),
        ("subject,rs6265,rs6265\nS1,A/G,A/G\n", "there twice"),
        ("subject,rs6265,Last name\nS1,A/G,Doe\n", "personal data"),
        ("subject,rs6265,e-mail\nS1,A/G,a@b\n", "personal data"),
        ("subject,rs6265,Birth date\nS1,A/G,1990\n", "personal data"),
    ],
)
def test_assess_file_refuses_a_file_that_cannot_be_used(text, says):
    with pytest.raises(FileRefused, match=says):
        assess_text(text)


def test_assess_file_bad_options_are_refused():
    with pytest.raises(QuestionRefused, match="not a drug"):
        assess_text("subject,rs6265\nS1,A/G\n", Regimen("x"))
    with pytest.raises(QuestionRefused, match="not an orientation"):
        assess_text("subject,rs6265\nS1,A/G\n", orientation="minus")


def test_assess_file_bad_cell_does_not_spoil_its_row():
    (row,) = results(assess_text("subject,rs6265,CYP2C19\nS1,A/Q,*2/*2\n"))

    assert row["rs6265_status"] == "invalid"
    assert row["rs6265_reason"] == "Q is not an allele of rs6265"
    assert float(row["exposure_ratio"]) == 1.95


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("S1,A/G,escitaloprm,10", "drug", "unknown_drug"),
        ("S1,A/G,citalopram,ten", "dose_mg_per_day", "dose_out_of_range"),
        ("S1,A/G,citalopram,-1", "dose_mg_per_day", "dose_out_of_range"),
        ("S1,A/G,citalopram,nan", "dose_mg_per_day", "dose_out_of_range"),
        (",A/G,citalopram,20", "subject", "no_subject"),
        ("S1,A/G", "", "wrong_number_of_cells"),
        ("S1,A/G,citalopram,20,extra", "", "wrong_number_of_cells"),
    ],
)
def test_assess_file_bad_row_is_an_error_and_the_others_go_on(line, column, code):
    header = "subject,rs6265,drug,dose_mg_per_day\n"
    outcome = assess_text(header + f"S0,A/G,citalopram,20\n{line}\nS2,A/A,,\n")

    (error,) = errors(outcome)
    assert (error["line"], error["column"], error["code"]) == ("3", column, code)
    assert error["message"]
    assert error["hint"]
    assert [row["subject"] for row in results(outcome)] == ["S0", "S2"]


def test_assess_file_every_row_unusable_gives_errors_alone():
    outcome = assess_text("subject,rs6265\n,A/G\n")

    assert outcome.evaluation is None
    assert len(outcome.reading.errors) == 1


def test_assess_file_unknown_column_is_kept_aside_with_its_name():
    outcome = assess_text("subject,rs6265,rs6296x\nS1,A/G,A/A\n")

    assert outcome.reading.header.unknown == ("rs6296x",)


def test_assess_file_line_numbers_are_of_the_first_line_of_a_record():
    outcome = assess_text(
        'subject,rs6265,notes\nS1,A/G,"two\nlines"\n,A/G,"three\n\nlines"\nS2,,\n'
    )

    assert errors(outcome)[0]["line"] == "4"
    assert [(row["subject"], row["line"]) for row in results(outcome)] == [("S1", "2"), ("S2", "7")]


@pytest.mark.parametrize(
    "broken",
    [
        'S1,"A/G',
        '"S1,A/G',
        'S1,"A/G"x',
        'S1,A/G\nS1b,"A/G',
        'S1,"A/G\nS2,A/A\nS3,A/G"',
        'S1,"A/G\n"S2,A/A',
        f"S1,{'A' * 200_000}",
    ],
)
def test_assess_file_a_broken_line_costs_no_other_row(broken):
    outcome = assess_text(f"subject,rs6265\nS0,A/G\n{broken}\nS8,A/A\nS9,G/G\n")

    found = errors(outcome)
    read = {row["subject"] for row in results(outcome)}
    assert {error["code"] for error in found} == {"unreadable_row"}
    assert all(error["message"] and error["hint"] for error in found)
    assert {"S0", "S8", "S9"} <= read
    lines = {int(row["line"]) for row in results(outcome)} | {int(e["line"]) for e in found}
    assert lines == set(range(2, broken.count("\n") + 6))


def test_assess_file_an_unclosed_quote_names_its_line():
    (error,) = errors(assess_text('subject,rs6265\nS0,A/G\nS1,"A/G\nS2,A/A\n'))

    assert error["line"] == "3"
    assert error["message"] == 'A quote (") opens in line 3 and does not close there.'


def test_assess_file_many_open_quotes_are_read_in_reasonable_time():
    lines = "\n".join(f'S{number},"A/G' for number in range(20_000))
    outcome = assess_text(f"subject,rs6265\n{lines}\n")

    assert len(outcome.reading.errors) == 20_000


def test_assess_file_a_cell_that_is_too_long_is_said():
    (error,) = errors(assess_text(f"subject,rs6265\nS1,{'A' * 131_073}\nS2,A/G\n"))

    assert error["message"] == "A cell is longer than 131,072 characters."
    with pytest.raises(FileRefused, match="longer than 131,072"):
        assess_text("s" * 131_073)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("subject,rs6265,\nS1,A/G,\n", "Column 3 has no name"),
        ("subject;rs6265\nS1;A/G\n", "looks separated by semicolons"),
        ("subject\trs6265\nS1\tA/G\n", "looks separated by tabs"),
        ('"subject,rs6265\nS1,A/G\n', "names of the columns cannot be read"),
        ("Subject,subject,rs6265\nS1,S1,A/G\n", "Subject and subject are the same"),
        ("subject,rs6265,BDNF_rs6265\nS1,A/G,A/G\n", "rs6265 and BDNF_rs6265 are the same"),
        ("subject,rs6265,patient_id\nS1,A/G,7\n", "personal data"),
        ("subject,rs6265,PatientID\nS1,A/G,7\n", "personal data"),
        ("subject,rs6265,Name\nS1,A/G,Doe\n", "personal data"),
        ("subject,rs6265,Date of Birth\nS1,A/G,1990\n", "personal data"),
        ("subject,rs6265,email\nS1,A/G,a@b\n", "personal data"),
        ("subject,rs6265,DOB\nS1,A/G,1990\n", "personal data"),
        ("subject,rs6265,medical record number\nS1,A/G,1\n", "personal data"),
    ],
)
def test_assess_file_refuses_a_header_and_says_what_would_be_right(text, says):
    with pytest.raises(FileRefused, match=says):
        assess_text(text)


@pytest.mark.parametrize("column", ["gene_name", "drug name", "telephoned", "mailbox", "Phenotype"])
def test_assess_file_a_word_inside_a_word_is_no_personal_data(column):
    assert assess_text(f"subject,rs6265,{column}\nS1,A/G,x\n").reading.header.unknown == (column,)


def test_assess_file_without_a_drug_says_how_to_give_one():
    with pytest.raises(FileRefused, match="Name a drug column or give --drug"):
        assess_text("subject,rs6265\nS1,A/G\n", default=None)
    (error,) = errors(assess_text("subject,rs6265,drug\nS1,A/G,\n", default=None))
    assert (error["code"], error["column"]) == ("no_drug", "drug")


def test_assess_file_finds_columns_in_any_case():
    outcome = assess_text("SUBJECT,RS6265,Drug,Dose_mg_per_day,Orientation\nS1,A/G,sertraline,x,\n")

    (error,) = errors(outcome)
    assert (error["column"], error["value"]) == ("Dose_mg_per_day", "x")
    assert outcome.reading.header.unknown == ()


@pytest.mark.parametrize("dose", ["1_0", "١٠", "1e1", "nan"])
def test_assess_file_a_dose_is_a_plain_number(dose):
    (error,) = errors(
        assess_text(f"subject,rs6265,drug,dose_mg_per_day\nS1,A/G,sertraline,{dose}\n")
    )

    assert "is not a plain number" in error["message"]


@pytest.mark.parametrize("of_file", [None, "plus", "literature"])
def test_assess_file_each_row_declares_its_own_orientation(of_file):
    text = "subject,rs6295,orientation\nS1,C/C,Plus\nS2,C/C,literature\nS3,C/C,\n"

    rows = results(assess_text(text, orientation=of_file))

    by_word = {None: "", "plus": "G/G", "literature": "C/C"}
    assert [row["rs6295_genotype"] for row in rows] == ["G/G", "C/C", by_word[of_file]]


def test_assess_file_a_bad_orientation_is_an_error_of_its_row():
    outcome = assess_text("subject,rs6295,orientation\nS1,C/C,minus\nS2,C/C,plus\n")

    (error,) = errors(outcome)
    assert (error["line"], error["column"]) == ("2", "orientation")
    assert (error["value"], error["code"]) == ("minus", "unknown_orientation")
    assert [row["subject"] for row in results(outcome)] == ["S2"]


NUMBERS = (
    *("exposure_ratio", "metabolite_ratio", "level_ng_per_ml", "sert_occupancy"),
    *("relative_response", "points_over_placebo_week_8"),
)


def test_assess_file_co_medications_act_row_by_row():
    outcome = assess_text(
        "subject,CYP2C19,drug,Co_Medications\n"
        "S1,*1/*1,citalopram,Omeprazole\n"
        "S2,*1/*1,citalopram,\n"
        "S3,*1/*1,citalopram,None\n"
        'S4,*1/*1,citalopram,"fluvoxamine, zauberpulver; tramadol"\n'
        "S5,*1/*2,citalopram,\n"
    )

    assert not outcome.reading.errors
    rows = results(outcome)
    assert [row["CYP2C19_phenotype"].split()[0] for row in rows] == [
        *("Intermediate", "Normal", "Normal", "Poor", "Intermediate"),
    ]
    assert [row["CYP2C19_predicted"].split()[0] for row in rows] == ["Normal"] * 4 + [
        "Intermediate"
    ]
    assert rows[0]["exposure_ratio"] == rows[4]["exposure_ratio"] != rows[1]["exposure_ratio"]
    assert rows[0]["co_medications"] == "omeprazole"
    assert rows[0]["phenoconversion"].startswith(
        "CYP2C19: intermediate by co-medication, normal by genotype"
    )
    assert rows[1]["phenoconversion"] == rows[1]["co_medications"] == ""
    assert {
        *("co_medication_inhibits", "co_medication_not_checked", "co_medication_serotonergic"),
        *("co_medication_named", "phenoconversion"),
    } <= set(rows[3]["flags"].split(";"))


def test_assess_file_an_mao_inhibitor_leaves_the_model_columns_of_its_row_empty():
    outcome = assess_text(
        "subject,CYP2C19,drug,co_medications\n"
        "S1,*1/*1,citalopram,phenelzine\nS2,*1/*1,citalopram,\nS3,*1/*1,pramipexole,phenelzine\n"
    )

    stopped, usual, probe = results(outcome)
    assert {stopped[name] for name in NUMBERS} == {""}
    assert stopped["category"] == "stopped"
    assert "contraindicated in every label" in stopped["guideline"]
    assert stopped["flags"] == "mao_inhibitor"
    assert stopped["CYP2C19_genotype"] == "*1/*1"
    for other in (usual, probe):
        assert other["exposure_ratio"] == "1.0"
        assert other["category"] != "stopped"
    assert "mao_inhibitor_not_checked" in probe["flags"].split(";")


def test_assess_file_too_many_co_medications_is_an_error_of_its_row():
    many = ";".join(f"m{number}" for number in range(51))

    (error,) = errors(
        assess_text(f"subject,rs6265,drug,co_medications\nS1,A/G,citalopram,{many}\n")
    )

    assert (error["column"], error["code"]) == ("co_medications", "max_length")


def test_assess_file_a_long_cell_is_not_said_back_whole():
    (error,) = errors(assess_text(f"subject,rs6265,drug\nS1,A/G,{'q' * 300}\n"))

    assert "q" * 101 not in error["value"] + error["message"]


def test_results_flag_a_repeated_subject_in_each_of_its_rows():
    rows = results(assess_text("subject,rs6265\nS1,A/G\nS2,A/A\n S1 ,A/A\n"))

    flagged = ["repeated_subject" in row["flags"].split(";") for row in rows]
    assert flagged == [True, False, True]


def test_results_carry_the_flags_of_the_answer():
    (row,) = results(assess_text("subject,rs6265\nS1,A/G\n"))

    assert "reference_used" in row["flags"].split(";")


def test_write_csv_no_text_cell_starts_a_formula_and_numbers_stay_numbers():
    outcome = assess_text("subject,rs6265\n=1+1,A/G\n@x,\n-y,A/A\n")

    rows = results(outcome)
    assert [row["subject"] for row in rows] == ["'=1+1", "'@x", "'-y"]
    assert all(float(row["relative_response"]) > 0 for row in rows)


def test_results_carry_the_notice_release_and_engine():
    (row,) = results(assess_text("subject,rs6265\nS1,A/G\n"))

    assert row["notice"] == str(notice.NOTICE_SHORT)
    assert row["release"]
    assert row["engine"]
