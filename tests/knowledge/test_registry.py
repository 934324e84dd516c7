import pytest

from pgx.knowledge import registry, releases
from pgx.knowledge.errors import Fault, KnowledgeRefused
from pgx.knowledge.models import Release
from pgx.knowledge.reading import read
from tests.kb import FOLDER


@pytest.fixture
def register():
    """Registers a check and takes it out again."""
    added = []

    def register(check, how=registry.register):
        added.append(how(check))
        return check

    yield register
    for check in added:
        registry.unregister(check)


def refuse(rows):
    """A check of some other app: case 7 needs a drug that is not there."""
    yield Fault("cases/7.json", 3, "drug", f"{len(rows['drugs'])} drugs, and none is hyperforin")


def refuse_compiled(knowledge):
    if "hyperforin" not in knowledge.drugs:
        yield Fault("cases/7.json", 3, "drug", f"{knowledge.version} has no hyperforin")


def test_a_registered_check_of_rows_refuses_the_files(register):
    register(refuse)

    with pytest.raises(KnowledgeRefused, match=r"cases/7\.json, line 3, drug: .*hyperforin"):
        read(FOLDER)


@pytest.mark.django_db
def test_a_registered_check_of_the_compiled_knowledge_refuses_the_release(register):
    register(refuse_compiled, registry.register_compiled)

    with pytest.raises(KnowledgeRefused, match=r"cases/7\.json, line 3, drug: .*hyperforin"):
        releases.load(FOLDER)

    assert not Release.objects.exists()


def test_a_check_registered_twice_runs_once(register):
    register(refuse)
    register(refuse)

    with pytest.raises(KnowledgeRefused) as refused:
        read(FOLDER)

    assert len(refused.value.faults) == 1


def stumble(rows):
    raise KeyError("hyperforin")


def test_a_check_that_stumbles_over_a_fault_does_not_hide_it(register):
    register(stumble)
    register(refuse)

    with pytest.raises(KnowledgeRefused, match=r"cases/7\.json"):
        read(FOLDER)


def test_a_check_that_fails_without_a_fault_is_an_error(register):
    register(stumble)

    with pytest.raises(KeyError, match="hyperforin"):
        read(FOLDER)


def test_the_built_in_checks_are_registered_the_same_way():
    names = {check.__name__ for check in registry._of_rows}

    assert {"missing_references", "strands", "one_doi_one_reference"} <= names


@pytest.mark.django_db
def test_what_is_told_stops_nothing(register, knowledge, shipped):
    def tell(knowledge, rows):
        yield Fault("cases/7.yaml", 3, "must_hold.0", f"{len(rows['drugs'])} drugs are too few")

    register(tell, registry.register_told)
    assert [fault.file for fault in registry.told(knowledge, shipped.rows)][-1] == "cases/7.yaml"
    assert read(FOLDER).label == shipped.label
