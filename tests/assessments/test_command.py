import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pgx import notice

pytestmark = pytest.mark.usefixtures("release")


def run(*arguments):
    out = StringIO()
    call_command("assess", *arguments, stdout=out)
    return out.getvalue()


def test_command_explains_in_the_terminal():
    text = run("--genotype", "CYP2C19=*2/*2", "--drug", "escitalopram", "--dose", "10")

    flat = " ".join(text.split())
    assert str(notice.NOTICE) in flat
    assert str(notice.MEDICINE_NOTICE) in flat
    assert "consider another drug" in text
    assert "×3.3" in text
    assert "[Strong]" in text
    assert max(len(line) for line in text.splitlines()) < 110


def test_command_json_is_the_whole_answer():
    answer = json.loads(run("--genotype", "CYP2C19=*2/*2", "--drug", "escitalopram", "--json"))

    assert answer["results"][0]["exposure_ratio"] == 3.3


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--genotype", "rs9999=A/A"], "rs9999 is not a marker"),
        (["--drug", "escitaloprm"], "Did you mean escitalopram"),
        (["--drug", "sertraline", "--dose", "-1"], "cannot be modelled"),
        (["--genotype", "rs6265"], "write MARKER=GENOTYPE"),
        (["--genotype", "=A/G"], "write MARKER=GENOTYPE"),
        (["--genotype", " =A/G"], "write MARKER=GENOTYPE"),
        (["--genotype", "rs6265=C/C", "--genotype", "rs6265=T/T"], "rs6265 is given twice"),
        (["--genotype", "rs6265=C/C", "--genotype", "RS6265=T/T"], "are the same marker"),
        (["--genotype", "rs6265=\udcff"], "is not UTF-8 text"),
        (["--drug", "\ud800"], "is not UTF-8 text"),
        (["--release", "\udcff"], "is not UTF-8 text"),
        (["--drug", "sertraline", "--dose", "1_0"], "1_0 is not a plain number"),
        (["--drug", "sertraline", "--dose", "١٠"], "١٠ is not a plain number"),
        (["--drug", "sertraline", "--dose", "99999"], "at most"),
        (["--dose", "10"], "--dose needs a --drug"),
        (["--orientation", "minus"], "minus is not an orientation"),
        (["--release", "9.9.9"], "no release 9.9.9"),
    ],
)
def test_command_refuses_with_the_reason(arguments, says):
    with pytest.raises(CommandError, match=says):
        run(*arguments)


def test_command_shows_what_it_could_not_call():
    text = run("--genotype", "rs6265=A/Q", "--genotype", "rs6295=C/C", "--drug", "citalopram")

    assert "Q is not an allele of rs6265" in text
    assert "Declare the orientation" in text
