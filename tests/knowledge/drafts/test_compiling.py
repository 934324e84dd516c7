import threading

import pytest
from django.db import connection

from pgx.knowledge import drafts, releases
from pgx.knowledge.errors import KnowledgeRefused

pytestmark = pytest.mark.django_db


def test_compiled_reads_the_changes_says_that_it_is_a_draft_and_is_made_once(draft, save, release):
    assert drafts.find(draft.name) == draft
    save("parameters", "phi_S", value="0.5")
    found = drafts.compiled(draft)

    assert found.parameters.phi_S == 0.5
    assert found.version == f"{release.version} + draft {draft.pk}"
    assert found.sha256 != release.sha256
    assert drafts.compiled(drafts.find(draft.name)) is found
    assert releases.find().parameters.phi_S == 0.78

    save("parameters", "phi_S", seen=1, value="0.6")
    assert drafts.compiled(draft).parameters.phi_S == 0.6


@pytest.mark.django_db(transaction=True)
def test_two_threads_that_want_the_same_draft_at_once_compile_it_once(draft, save):
    save("parameters", "phi_S", value="0.55")
    start, found = threading.Barrier(2), []

    def work():
        try:
            start.wait()
            found.append(drafts.compiled(draft))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found[0] is found[1]


@pytest.mark.parametrize("name", ["", "draft-0", "draft-99", "draft-x", "draft-" + "9" * 30, "7"])
def test_find_of_another_name_is_none(draft, name):
    assert drafts.find(name) is None


def test_compiled_refuses_what_is_not_whole_and_to_do_says_where(draft, curator):
    """What other rows name, and what the model reads by its name."""
    removed = {"references": "Bousman2023", "parameters": "phi_S", "modifiers": "HTR3B"}
    for table, key in removed.items():
        drafts.remove_row(draft, table, key, 0, curator)
    waiting = drafts.to_do(draft)

    with pytest.raises(KnowledgeRefused):
        drafts.compiled(draft)
    by_name = {(each.table, each.key) for each in waiting if "the model reads" in each.reason}
    assert by_name == {("parameters", "phi_S"), ("modifiers", "HTR3B")}
    assert any(each.column == "reference" and each.key for each in waiting)
