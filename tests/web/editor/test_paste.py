import pytest

from pgx.web.editor.paste import MOST, read_pasted

PANEL = {"CYP2C19": "*1/*2", "rs6265": "C/T", "5-HTTLPR": "L/S"}


@pytest.mark.parametrize(
    "text",
    [
        "CYP2C19 *1/*2\nrs6265: C/T\n\n5-HTTLPR=L/S",
        "CYP2C19 *1/*2, rs6265 C/T; 5-HTTLPR L/S",
        "cyp2c19*1/*2\tBDNF rs6265 C/T\nSLC6A4 5-HTTLPR: L/S",
        "CYP2C19,*1/*2\nrs6265,C/T\n5-HTTLPR,L/S",
        "CYP2C19,rs6265,5-HTTLPR\n*1/*2,C/T,L/S\n",
        "subject;CYP2C19;rs6265;5-HTTLPR\nS1;*1/*2;C/T;L/S",
        "subject,marker,genotype\nS1,CYP2C19,*1/*2\nS1,rs6265,C/T\nS1,5-HTTLPR,L/S",
        '{"CYP2C19": "*1/*2", "rs6265": "C/T", "5-HTTLPR": "L/S"}',
        '{"genotypes": {"CYP2C19": "*1/*2", "rs6265": "C/T", "5-HTTLPR": "L/S"}}',
    ],
)
def test_a_panel_is_read_however_people_write_it(knowledge, text):
    pasted = read_pasted(knowledge, text)

    assert (pasted.given, pasted.faults) == (PANEL, [])


def test_two_alleles_with_a_comma_between_are_one_genotype(knowledge):
    assert read_pasted(knowledge, "CYP2C19 *1, *2, rs6265 C/T").given == {
        "CYP2C19": "*1/*2",
        "rs6265": "C/T",
    }


def test_a_regimen_beside_the_genotypes_is_read_too(knowledge):
    pasted = read_pasted(knowledge, '{"rs6265": "C/T", "drug": "sertraline", "dose": 50}')

    assert pasted.given == {"rs6265": "C/T", "drug": "sertraline"}
    assert [fault.text for fault in pasted.faults] == ["dose"]


@pytest.mark.parametrize(
    ("text", "line", "says", "hint"),
    [
        ("rs6265 C/T\nrs62655 A/G", 2, "rs62655 is not a marker", "Did you mean rs6265?"),
        ("BDNF Val/Met", 1, "BDNF is a gene", "Name its marker: rs6265."),
        ("rs6265 C/T\nCYP2C19", 2, "CYP2C19 has no genotype", "such as CYP2C19 *1/*2."),
        ("rs6265 C/T\nrs6265 T/T", 2, "rs6265 is given twice", "Give it once."),
        ('{"rs6265": "C/T"', 1, "This is no JSON", "such as"),
        ("[1, 2]", 0, "no object", "such as"),
        ('{"rs6265": ["C", "T"]}', 0, "The value of rs6265 is no text", "such as"),
        ("CYP2C19,rs6265,patient_id\n*1/*2,C/T,7", 1, "looks like personal data", "remove"),
        ("subject,rs6265\nS1,C/T\nS2,T/T", 3, "Only the first row", "Class data"),
        ("  \n", 0, "No genotype was pasted", "such as CYP2C19"),
        ("x" * (MOST + 1), 0, f"has {MOST + 1} characters", f"at most {MOST}"),
    ],
)
def test_what_is_not_understood_is_said_with_its_line_and_what_would_be_right(
    knowledge, text, line, says, hint
):
    faults = read_pasted(knowledge, text).faults

    assert [fault.line for fault in faults] == [line]
    assert says in faults[0].message
    assert hint in faults[0].hint


def test_what_was_understood_beside_a_fault_is_kept(knowledge):
    pasted = read_pasted(knowledge, "rs6266 A/G, CYP2C19 *1/*2")

    assert pasted.given == {"CYP2C19": "*1/*2"}


@pytest.mark.parametrize("text", ["{" * 9000, "[" * 9000, "\0,\0\n\0", ",;,\t", '"', "=:=", "*/*"])
def test_no_text_breaks_it(knowledge, text):
    assert read_pasted(knowledge, text).faults
