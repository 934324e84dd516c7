import dataclasses
import json

import pytest

from pgx.assessments.question import Regimen
from pgx.batches.assessing import merge, summarise
from pgx.batches.options import Options
from pgx.knowledge import releases
from tests.batches.assessing.parts import assessed, random_rows

OPTIONS = Options(regimens=(Regimen("citalopram", 20.0), Regimen("sertraline", 50.0)))


def test_merge_of_the_parts_is_the_count_of_the_whole(knowledge):
    rows = random_rows(knowledge, 90, seed=4)
    rows[5]["drug"] = rows[50]["drug"] = "aspirin"

    parts = [assessed(knowledge, rows[start : start + 30]).summary for start in (0, 30, 60)]

    whole = json.loads(json.dumps(assessed(knowledge, rows).summary))
    assert merge(json.loads(json.dumps(parts))) == whole
    assert (whole["records"], whole["results"], whole["refused"]) == (90, 88, 2)
    assert whole["errors"] == {"unknown_drug": 2}


def test_merge_takes_a_part_without_results(knowledge):
    bad = assessed(knowledge, [{"subject": "a", "drug": "x"}]).summary
    good = assessed(knowledge, [{"subject": "a", "drug": "sertraline"}]).summary

    merged = merge([bad, good])

    assert (merged["records"], merged["results"]) == (2, 1)
    assert merged["statuses"] == good["statuses"]
    assert merge([]) == {}


@pytest.mark.django_db
def test_summarise_counts_a_subject_once_and_a_result_once_a_regimen(release):
    knowledge = releases.find()
    calls = ["A/A", "A/A", "G/A", "G/G", "./.", "A/Q"]
    rows = [{"subject": str(n), "rs6265": call} for n, call in enumerate(calls)]
    merged = merge([assessed(knowledge, rows, OPTIONS).summary])

    found = summarise(merged, Options(population="EUR"), knowledge)

    marker = next(each for each in found.markers if each.marker == "rs6265")
    assert (found.subjects, found.results) == (6, 12)
    assert marker.call_rate == pytest.approx(4 / 6)
    assert {s.name: s.count for s in marker.statuses} == {
        "called": 4,
        "not tested": 1,
        "invalid": 1,
    }
    assert {s.name: s.count for s in marker.genotypes} == {"A/A": 2, "G/A": 1, "G/G": 1}
    by_allele = {each.allele: each for each in marker.alleles}
    assert by_allele["A"].observed == pytest.approx(5 / 8)
    row = next(
        r for r in releases.stored().rows["allele_frequencies"]
        if (r.marker, r.allele, r.group) == ("rs6265", "A", "EUR")
    )  # fmt: skip
    assert by_allele["A"].published == row.frequency
    assert by_allele["A"].reference == row.reference
    assert by_allele["A"].citation
    assert marker.hardy_weinberg.observed in [(2, 1, 1), (1, 1, 2)]
    assert marker.hardy_weinberg.is_rough
    star = next(each for each in found.markers if each.marker == "CYP2C19")
    assert star.hardy_weinberg is None
    assert "star alleles" in star.why_no_check
    assert star.alleles == ()


def test_summarise_makes_nothing_of_heterozygotes_alone(knowledge):
    rows = [{"subject": str(n), "rs6295": call} for n, call in enumerate(["C/C", "C/G", "G/G"])]
    said = [dataclasses.replace(OPTIONS, orientation=word) for word in (None, "literature")]

    alone, known = (
        next(
            each
            for each in summarise(assessed(knowledge, rows, own).summary, own, knowledge).markers
            if each.marker == "rs6295"
        )
        for own in said
    )

    assert (alone.hardy_weinberg, alone.alleles) == (None, ())
    assert "give the orientation" in alone.why_no_check
    assert known.hardy_weinberg.observed == (1, 1, 1)
    assert [each.observed for each in known.alleles] == [0.5, 0.5]


def test_summarise_shows_responses_by_class_and_never_by_ancestry(knowledge):
    rows = [{"subject": str(n), "5-HTTLPR": call} for n, call in enumerate(["S/S", "L/L", "L/S"])]
    merged = merge([assessed(knowledge, rows, OPTIONS).summary])

    found = summarise(merged, Options(), knowledge)

    assert set(found.responses) == {"citalopram", "sertraline"}
    classes = found.responses["sertraline"]["SLC6A4"]
    assert set(classes) == {"L'/L'", "L'/S'", "S'/S'"}
    for bins in classes.values():
        assert sum(each.count for each in bins) == 1
        assert all(each.low < each.high for each in bins)
    (reference,) = classes["L'/L'"]
    assert sum(s.share for s in found.categories["citalopram"]) == pytest.approx(1)
    assert {s.name for s in found.phenotypes["CYP2C19"]} == {"(not tested)"}
    assert not any(group in json.dumps(merged) for group in ("EUR", "AFR", "ancestry"))
    assert reference.count == 1
