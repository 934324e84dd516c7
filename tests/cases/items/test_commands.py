"""`check_items`, as somebody who writes items calls it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.cases.items.making import SMALL, SMALL_FILES
from tests.kb import FOLDER


def run(*args):
    out = StringIO()
    try:
        call_command("check_items", *args, "--knowledge", FOLDER, stdout=out)
    except CommandError as error:
        return out.getvalue() + str(error)
    return out.getvalue()


def test_check_items_says_what_is_there_and_what_a_guesser_scores():
    said = run(*SMALL_FILES)
    assert "2 files, 0 faults" in said
    assert "items                               9, 6 for tests" in said
    assert "beliefs with a picture              1 of 2" in said
    assert "the first is right                  0%" in said  # nine keys, all in the second place


def test_check_items_says_file_line_field_and_reason(tmp_path):
    path = tmp_path / "M01.yaml"
    path.write_text((SMALL / "M01.yaml").read_text().replace("use: review", "use: test"))
    said = run(path, tmp_path / "M02.yaml")
    assert "M01.yaml, line 2, items: 4 for tests, 0 for review" in said
    assert "M02.yaml: cannot be read: No such file" in said
    assert said.endswith("2 faults")


@pytest.mark.django_db
def test_check_items_asks_the_release_that_is_loaded(release):
    out = StringIO()
    call_command("check_items", *SMALL_FILES, stdout=out)
    assert "0 faults" in out.getvalue()
