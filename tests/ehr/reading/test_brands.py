from pgx.ehr.reading.brands import brands, faults
from pgx.science.co_medications import key, names


def test_every_brand_is_of_a_known_medicine(knowledge):
    assert faults(knowledge) == []
    assert len(brands()) > 40


def test_no_brand_is_another_medicine_s_name(knowledge):
    known = names(knowledge)

    assert [brand for brand, drug in brands().items() if known.get(key(brand), drug) != drug] == []


def test_every_mao_inhibitor_of_the_antidepressants_has_a_brand(knowledge):
    inhibitors = {"phenelzine", "tranylcypromine", "isocarboxazid", "moclobemide", "selegiline"}

    assert inhibitors <= set(brands().values())
