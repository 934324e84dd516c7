import pytest

from pgx.batches.errors import FileRefused
from tests.batches.corpus import CASES, Case
from tests.batches.intake.reading import faults_of, read_all, rows_of


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_of_the_corpus_gives_what_is_expected(case: Case, knowledge):
    if case.code:
        with pytest.raises(FileRefused) as refused:
            read_all(case.content, knowledge, case.options)
        assert refused.value.code == case.code
        assert case.says in str(refused.value)
        assert refused.value.hint
        return

    understood, parts, _ = read_all(case.content, knowledge, case.options)

    rows = rows_of(parts)
    for line, texts in case.rows.items():
        assert texts.items() <= rows[line].items()
    assert faults_of(parts) == case.faults
    assert understood.expected_rows == sum(map(len, parts)) or len(case.content) > 1_000
    assert case.understood.items() <= understood.to_json().items()
