import csv
import io

import pyarrow as pa
import pyarrow.parquet as pq

from pgx import __version__, notice
from pgx.assessments.results import measures
from pgx.batches.assessing import dictionary, results_schema
from pgx.batches.assessing.measured import MEASURED
from tests.batches.assessing.parts import assessed, random_rows


def test_results_schema_says_unit_meaning_and_source_of_every_column(knowledge):
    schema = results_schema(knowledge)

    assert schema.metadata[b"notice"].decode() == str(notice.NOTICE)
    assert schema.metadata[b"release"].decode() == knowledge.version
    assert schema.metadata[b"engine"].decode() == __version__
    for field in schema:
        assert field.metadata[b"meaning"]
        assert field.metadata[b"source"]
        assert field.metadata[b"unit"] or not pa.types.is_floating(field.type), field.name


def test_results_of_parquet_are_those_of_memory(knowledge, tmp_path):
    parts = [assessed(knowledge, random_rows(knowledge, 30, seed)).results for seed in (1, 2)]
    place = tmp_path / "results.parquet"

    with pq.ParquetWriter(place, results_schema(knowledge)) as writer:
        for part in parts:
            writer.write_table(part)

    found = pq.read_table(place)
    assert found.to_pylist() == [row for part in parts for row in part.to_pylist()]
    assert found.schema.field("level_ng_per_ml").metadata[b"unit"] == b"ng/mL"
    assert found.schema.metadata[b"notice"].decode() == str(notice.NOTICE)


def test_dictionary_has_a_line_for_every_column(knowledge):
    lines = list(csv.DictReader(io.StringIO(dictionary(knowledge).decode())))

    assert [line["column"] for line in lines] == results_schema(knowledge).names
    assert {line["notice"] for line in lines} == {str(notice.NOTICE_SHORT)}
    assert all(line["type"] and line["meaning"] and line["source"] for line in lines)
    by_name = {line["column"]: line for line in lines}
    assert by_name["sert_occupancy"]["unit"] == "fraction"
    assert by_name["line"]["type"] == "whole number"


def test_every_measure_of_the_doors_is_a_column(knowledge):
    from pgx.assessments.question import Question, check
    from pgx.assessments.rows import evaluate_checked

    evaluation = evaluate_checked(knowledge, [check(knowledge, Question())])

    ends = {"relative_response_low", "relative_response_high"}
    assert {each.name for each in MEASURED} == {*measures(evaluation), *ends}
