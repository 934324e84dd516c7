import pytest

from pgx.cases.errors import CaseRefused
from pgx.cases.reading import CaseFile, read_case, read_file, read_folder
from tests.cases.conftest import GOOD


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"", 1, "the file is empty"),
        (b"\xef\xbb\xbf" + GOOD.encode(), 1, "byte order mark"),
        (GOOD.encode().replace(b"A visit", b"Une visite \xe0 l'h\xf4pital"), 87, "not UTF-8"),
        (GOOD.encode() + b"\0", len(GOOD.splitlines()) + 1, "NUL"),
        (GOOD.encode() + b"# \x07\n", 0, "not YAML"),
        (GOOD.encode() + b"#" * 100_000, 0, "too many: at most 100000"),
        (b"- a list\n", 1, "valid dictionary"),
        (b"[" * 50_000, 1, "nested more than 20 deep"),
        (b"version: " + b"9" * 5000, 1, "valid integer"),
    ],
)
def test_a_file_that_is_no_plain_text_is_refused_with_its_reason(content, line, reason):
    with pytest.raises(CaseRefused) as refused:
        read_case("good.yaml", content)
    assert [each for each in refused.value.faults if each.line == line and reason in each.reason]


def test_words_that_old_yaml_takes_for_something_else_stay_words():
    text = GOOD.replace("cost: Little", "cost: no").replace("title: Tests", "title: 12:30")
    steps = read_case("good.yaml", text.encode()).case.steps
    assert (steps[1].tests[0].cost, steps[1].title) == ("no", "12:30")


def test_every_fault_of_the_form_is_told_at_once():
    text = GOOD.replace("minutes: 6", "minutes: 5").replace("week: 4", "week: 3")
    with pytest.raises(CaseRefused) as refused:
        read_case("good.yaml", text.encode())
    assert [(each.line, each.column) for each in refused.value.faults] == [
        (7, "minutes"),
        (88, "steps.6.week"),
    ]


def test_a_folder_gives_what_is_read_and_what_is_refused(tmp_path):
    (tmp_path / "bad.yaml").write_text("version: 1")
    (tmp_path / "good.yaml").write_text(GOOD)
    (tmp_path / "topics.yaml").write_text("[]")
    refused, read = read_folder(tmp_path)
    assert isinstance(refused, CaseRefused)
    assert isinstance(read, CaseFile)
    assert read.sha256 == read_file(tmp_path / "good.yaml").sha256
    with pytest.raises(CaseRefused, match=r"gone\.yaml: cannot be read"):
        read_file(tmp_path / "gone.yaml")
