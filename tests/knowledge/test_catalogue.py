import pytest

from pgx.knowledge import catalogue, releases
from pgx.knowledge.errors import ReleaseUnreadable
from pgx.knowledge.models import Row
from tests.knowledge.folders import change, folder, relabel

__all__ = ["folder"]


def test_listing_has_values_as_json_and_cells_as_the_file(release):
    listing = catalogue.listing(releases.name(), "markers")
    entry = listing.by_key["5-HTTLPR"]

    assert entry.row == "markers/5-HTTLPR"
    assert entry.values["aliases"] == ["SLC6A4_5HTTLPR", "5HTTLPR", "SLC6A4 5-HTTLPR"]
    assert entry.cells["aliases"] == "SLC6A4_5HTTLPR; 5HTTLPR; SLC6A4 5-HTTLPR"
    assert (entry.values["used_in_model"], entry.cells["used_in_model"]) == (True, "yes")


def test_listing_of_a_release_is_read_once(release, django_assert_num_queries):
    name = releases.name()
    catalogue.listing.cache_clear()
    with django_assert_num_queries(1):
        first = catalogue.listing(name, "genes")
        assert catalogue.listing(name, "genes") is first


def test_listings_of_two_releases_are_apart(release, folder):
    change(folder, "genes", "name", "another name", gene="HTR1A")
    relabel(folder, version="99.0.0")
    releases.load(folder)

    old, new = (
        catalogue.listing(releases.name(version), "genes").by_key["HTR1A"].values["name"]
        for version in (release.version, "99.0.0")
    )
    assert (old, new) == ("serotonin 1A receptor", "another name")


def test_listing_of_rows_of_another_time_is_refused(release):
    name = releases.name()
    catalogue.listing.cache_clear()
    values = {"gene": "X", "of_another_time": "1"}
    Row.objects.bulk_create(
        [Row(release=release, table="genes", position=99, key="X", values=values)]
    )

    with pytest.raises(ReleaseUnreadable):
        catalogue.listing(name, "genes")


def test_citations_count_a_row_once(release):
    found = catalogue.citations(releases.name())
    claims = catalogue.listing(releases.name(), "claims").entries

    assert found["Meyer2004"]["claims"] == sum(
        "Meyer2004" in entry.values["references"] for entry in claims
    )
    assert "references" not in found["Meyer2004"]


def test_text_of_a_row_has_words_and_numbers_but_no_truth_values():
    entry = catalogue.Entry(
        "K", "t/K", 0, {"a": "Wörter", "b": [1.5, "X"], "c": True, "d": None}, {}
    )

    assert entry.text == "k\nwörter\n1.5\nx"
