import pytest

from tests.cases.conftest import GOOD, edited
from tests.cases.malformed import FORM, MEANING


def test_a_good_case_has_no_fault(faults_of):
    assert faults_of(GOOD) == []


@pytest.mark.parametrize(("old", "new", "line", "field", "reason"), [*FORM, *MEANING])
def test_a_malformed_case_is_refused_at_its_line(faults_of, old, new, line, field, reason):
    found = faults_of(edited(old, new))
    assert [str(each) for each in found if (each.line, each.column) == (line, field)
            and reason in each.reason], [str(each) for each in found]  # fmt: skip
    assert {each.file for each in found} == {"good.yaml"}
