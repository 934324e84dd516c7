import csv

from pgx.ehr.reading.products import FILE, faults, products


def test_every_product_is_of_a_known_medicine(knowledge):
    assert faults(knowledge) == []
    assert len(products()) > 150


def test_every_code_stands_once():
    with FILE.open(encoding="utf-8", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file)]

    assert len(set(codes)) == len(codes)


def test_strength_is_that_of_the_name():
    for row in products().values():
        assert row.strength_mg is None or f"{row.strength_mg:g} MG" in row.name


def test_solutions_patches_and_two_drugs_have_no_strength():
    several = [row for row in products().values() if "/" in row.name]

    assert len(several) > 10
    assert {row.strength_mg for row in several} == {None}
