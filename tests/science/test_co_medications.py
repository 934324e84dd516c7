import pytest

from pgx.science.co_medications import effects_of, inhibitors, stopped_by


def kinds(knowledge, drug, *taken):
    return [(each.name, each.kind) for each in effects_of(knowledge, drug, taken)]


@pytest.mark.parametrize(
    ("drug", "name", "found"),
    [
        ("sertraline", "omeprazole", ["inhibits"]),
        ("paroxetine", "bupropion", ["inhibits"]),
        ("escitalopram", "lansoprazole", ["named"]),
        ("sertraline", "rifampicin", ["named"]),
        ("duloxetine", "ciprofloxacin", ["named"]),
        ("trazodone", "clarithromycin", ["qt", "named"]),
        ("citalopram", "tramadol", ["serotonergic"]),
        ("citalopram", "St John's wort", ["serotonergic", "named"]),
        ("citalopram", "haloperidol", ["qt"]),
        ("citalopram", "phenelzine", ["stops"]),
        ("bupropion", "linezolid", ["stops"]),
        ("pramipexole", "phenelzine", ["mao inhibitor"]),
        ("ketamine", "phenelzine", ["mao inhibitor"]),
        ("sertraline", "vortioxetine", ["serotonergic"]),
        ("sertraline", "mirtazapine", ["not checked"]),
        ("sertraline", "aspirin", ["not checked"]),
        ("fluoxetine", "fluoxetine", ["same drug"]),
    ],
)
def test_effects_say_what_a_medicine_does_beside_a_drug(knowledge, drug, name, found):
    assert kinds(knowledge, drug, name) == [(name, kind) for kind in found]


def test_effects_one_medicine_can_have_several(knowledge):
    found = effects_of(knowledge, "sertraline", ("fluvoxamine",))

    assert {(e.row.enzyme, e.kind) for e in found if e.row} == {
        ("CYP2D6", "inhibits"),
        ("CYP2C19", "inhibits"),
        ("CYP1A2", "named"),
    }
    assert [e.kind for e in found if not e.row] == ["serotonergic"]


@pytest.mark.parametrize("text", ["FLUOXETINE", " fluoxetine ", "Fluoxetine", "4493"])
def test_effects_know_a_name_in_any_case_and_by_code(knowledge, text):
    assert kinds(knowledge, "sertraline", text)[0][0] == "fluoxetine"


@pytest.mark.parametrize("text", ["st johns wort", "St. John’s  Wort", "ST JOHN'S WORT"])
def test_effects_know_a_name_with_other_apostrophes(knowledge, text):
    assert {name for name, _ in kinds(knowledge, "sertraline", text)} == {"St John's wort"}


def test_effects_an_unknown_text_keeps_its_words(knowledge):
    assert kinds(knowledge, "sertraline", "Zauberpulver 5") == [("Zauberpulver 5", "not checked")]


def test_effects_neither_order_nor_repetition_matters(knowledge):
    one = effects_of(knowledge, "sertraline", ("tramadol", "Omeprazole"))

    assert one == effects_of(knowledge, "sertraline", ("omeprazole", "TRAMADOL", "tramadol"))


def test_stopped_by_names_every_mao_inhibitor(knowledge):
    found = effects_of(knowledge, "sertraline", ("linezolid", "moclobemide", "omeprazole"))

    assert stopped_by(found) == ("linezolid", "moclobemide")
    assert not stopped_by(effects_of(knowledge, "levodopa", ("linezolid",)))


def test_inhibitors_are_those_of_the_enzyme_that_act(knowledge):
    found = effects_of(knowledge, "sertraline", ("fluoxetine", "lansoprazole", "duloxetine"))

    assert [row.name for row in inhibitors("CYP2C19", found)] == ["fluoxetine"]
    assert [row.name for row in inhibitors("CYP2D6", found)] == ["duloxetine", "fluoxetine"]


def test_every_shipped_co_medication_does_something(knowledge):
    for row in knowledge.co_medications:
        assert "not checked" not in dict(kinds(knowledge, "mirtazapine", row.name)).values()
