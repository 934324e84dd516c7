"""docs/model.md and its figures are what the code gives today.

Where this fails: `python manage.py load_knowledge fixtures/knowledge`, then
`python manage.py model_figures`, and look at what changed.
"""

import re
import xml.etree.ElementTree as ET

import pytest
from django.core.management import CommandError, call_command

from pgx import notice
from pgx.knowledge.reading import read
from pgx.web.figures import FIGURES, draw
from pgx.web.figures.canvas import WIDTH, apart
from pgx.web.figures.document import MARKED, TABLES, with_tables
from tests.assessments.test_no_advice import COMPILED, QUOTED
from tests.conftest import ROOT
from tests.kb import FOLDER

DOCS = ROOT / "docs"
DOCUMENT = (DOCS / "model.md").read_text(encoding="utf-8")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
SMALLEST = 0.11  # of a coordinate or a printed number: another processor rounds otherwise
ADVICE = ("negative imperative", "second person", "advice", "passive advice", "praise")


@pytest.fixture(scope="module")
def content():
    return read(FOLDER)


@pytest.fixture(scope="module")
def drawn(content):
    return draw(content)


def alike(one, other):
    """The same words, and the same numbers but for the last digit."""
    assert NUMBER.sub("#", one) == NUMBER.sub("#", other)
    numbers = [[float(text) for text in NUMBER.findall(text)] for text in (one, other)]
    assert numbers[0] == pytest.approx(numbers[1], rel=1e-3, abs=SMALLEST)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_what_the_code_draws(drawn, name):
    alike((DOCS / "figures" / f"{name}.svg").read_text(encoding="utf-8"), drawn[f"{name}.svg"])


def test_there_is_no_other_figure():
    assert {path.stem for path in (DOCS / "figures").iterdir()} == set(FIGURES)


def test_the_tables_are_what_the_code_gives(content):
    alike(DOCUMENT, with_tables(DOCUMENT, content))


def test_the_document_has_every_table_and_every_figure():
    assert {name for _, name, _ in MARKED.findall(DOCUMENT)} == set(TABLES)
    assert set(re.findall(r"\(figures/(\w+)\.svg\)", DOCUMENT)) == set(FIGURES)


def test_the_document_begins_with_the_notice():
    start = " ".join(DOCUMENT[:800].split())
    assert "Never for the care of a patient" in start
    assert str(notice.MEDICINE_NOTICE) in start


def test_the_document_gives_no_advice():
    """After the notice, which speaks to whoever takes one of these medicines."""
    text = DOCUMENT.partition(str(notice.MEDICINE_NOTICE))[2]
    for line in text.splitlines():
        if not line.startswith(("|", "!", "```")):
            said = QUOTED.sub("", line)
            assert not [name for name in ADVICE if COMPILED[name].search(said)], line


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_stands_alone(drawn, name):
    """Well-formed, named, with the notice, its words in its frame, nothing from elsewhere."""
    svg = drawn[f"{name}.svg"]
    root = ET.fromstring(svg)

    assert root.get("aria-label")
    assert str(notice.NOTICE_SHORT) in svg
    assert "var(" not in svg and "nan" not in svg and svg.count("http") == 1
    for text in root.iter("{http://www.w3.org/2000/svg}text"):
        assert 0 <= float(text.get("x")) <= WIDTH
        assert 0 <= float(text.get("y")) <= float(root.get("height"))


@pytest.mark.parametrize(
    ("wanted", "lowest", "placed"),
    [
        ([10, 50], 100, [10, 50]),
        ([10, 12], 100, [10, 27]),
        ([12, 10], 100, [27, 10]),
        ([95, 99], 100, [83, 100]),
    ],
)
def test_labels_stand_apart(wanted, lowest, placed):
    assert apart(wanted, 17, lowest) == placed


@pytest.mark.django_db
def test_command_writes_figures_and_tables(release, tmp_path, capsys):
    (tmp_path / "model.md").write_text(DOCUMENT)

    call_command("model_figures", f"--docs={tmp_path}")

    alike((tmp_path / "model.md").read_text(), DOCUMENT)
    assert len(list((tmp_path / "figures").iterdir())) == len(FIGURES)
    assert release.version in capsys.readouterr().out


@pytest.mark.django_db
def test_command_without_a_document_or_a_release_says_so(release, tmp_path):
    with pytest.raises(CommandError, match="does not exist"):
        call_command("model_figures", f"--docs={tmp_path}")
    with pytest.raises(CommandError, match="no release"):
        call_command("model_figures", "--release=9.9.9")
