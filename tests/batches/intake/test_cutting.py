import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pgx.batches.intake import cutting, lines, long, spill
from pgx.batches.intake.grouping import group
from pgx.batches.intake.tables import MOST_ROWS, tables
from pgx.batches.options import Options
from pgx.batches.parts import LINE, part_schema
from tests.batches.intake.reading import faults_of, read_all, rows_of

WIDE = "subject,rs6265,drug\n"


def repeated(parts, infos):
    """The lines whose subject comes again."""
    return [
        line
        for part, info in zip(parts, infos, strict=True)
        for line, again in zip(part[LINE].to_pylist(), info.is_repeated(), strict=True)
        if again
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["S1", "S2", " S2", "s2", "S3", "", "x,y,z"]), min_size=1, max_size=30
    ),
    st.integers(1, 12),
)
def test_repeated_subjects_are_found_in_any_part(knowledge, subjects, rows):
    text = WIDE + "".join(f"{subject},A/G,\n" for subject in subjects)

    _, parts, infos = read_all(text.encode(), knowledge, rows=rows)

    names = [name.strip() for name in subjects]
    assert repeated(parts, infos) == [
        line
        for line, name in enumerate(names, 2)
        if names.count(name) > 1 and name not in ("", "x,y,z")
    ]


def test_parts_are_full_but_for_the_last_and_hold_each_text_once(knowledge, monkeypatch):
    monkeypatch.setattr(lines, "BLOCK", 1_000)
    monkeypatch.setattr(lines, "HEAD", 1_000)
    text = WIDE + "".join(f"S{number},A/G,sertraline\nS{number}b,A/A \n" for number in range(500))

    _, parts, infos = read_all(text.encode(), knowledge, rows=300)

    assert [info.rows for info in infos] == [300, 300, 300, 100]
    for part in parts:
        assert part.schema == part_schema(["subject", "drug"], ["rs6265"])
        assert part["rs6265"].num_chunks == 1
        texts = part["rs6265"].chunk(0).dictionary.to_pylist()
        assert len(texts) == len(set(texts))
    found = [line for part in parts for line in part[LINE].to_pylist()]
    assert found == list(range(2, 1_002))
    assert set(faults_of(parts)) == set(range(3, 1_002, 2))


def test_tell_hears_how_far_the_file_is_read_and_may_stop_it(knowledge, monkeypatch):
    monkeypatch.setattr(lines, "BLOCK", 1_000)
    monkeypatch.setattr(lines, "HEAD", 1_000)
    content = (WIDE + "S1,A/G,\n" * 1_000).encode()
    heard = []

    read_all(content, knowledge, tell=heard.append)

    assert heard == sorted(heard)
    assert heard[-1] == len(content)
    with pytest.raises(ZeroDivisionError):
        read_all(content, knowledge, tell=lambda read: 1 // 0)


@pytest.mark.parametrize("rows", [7, 50, 10_000])
def test_a_long_file_comes_out_in_the_order_of_first_lines(knowledge, rows, monkeypatch):
    monkeypatch.setattr(lines, "BLOCK", 1_000)
    monkeypatch.setattr(lines, "HEAD", 2_000)
    chosen = random.Random(8)
    told = [
        (f"S{chosen.randrange(300)}", chosen.choice(["rs6265", "rs6311", "rs0"]))
        for _ in range(2_000)
    ]
    text = "subject,marker,genotype,drug\n" + "".join(
        f"{subject},{marker},A/G,sertraline\n" for subject, marker in told
    )

    _, parts, _ = read_all(text.encode(), knowledge, Options(layout="long"), rows)

    first, markers = {}, {}
    for line, (subject, marker) in enumerate(told, 2):
        if marker != "rs0":
            first.setdefault(subject, line)
            markers.setdefault(subject, set()).add(marker)
    assert rows_of(parts) == {
        line: {
            "fault": None,
            "subject": subject,
            "drug": "sertraline",
            **{each: "A/G" if each in markers[subject] else "" for each in ("rs6311", "rs6265")},
        }
        for subject, line in first.items()
    }
    assert set(faults_of(parts)) == {n for n, (_, each) in enumerate(told, 2) if each == "rs0"}
    in_order = [line for part in parts for line in part[LINE].to_pylist()]
    assert in_order == sorted(in_order)
    assert {len(part) for part in parts[:-1]} <= {rows}


def test_a_subject_of_a_long_file_is_whole_whatever_the_divisions(knowledge, monkeypatch):
    monkeypatch.setattr(spill, "DIVISIONS", 3)
    text = "subject,marker,genotype\n" + "".join(
        f"S{number % 40},{marker},G\n" for marker in ("rs6265", "rs6311") for number in range(80)
    )

    _, parts, _ = read_all(text.encode(), knowledge)

    rows = rows_of(parts)
    assert [row["subject"] for row in rows.values()] == [f"S{number}" for number in range(40)]
    assert {(row["rs6265"], row["rs6311"]) for row in rows.values()} == {("G", "G")}


def test_a_subject_with_endless_lines_is_one_fault_and_not_held_in_memory(knowledge, monkeypatch):
    monkeypatch.setattr(lines, "BLOCK", 100_000)
    monkeypatch.setattr(lines, "HEAD", 1_000)
    held = []
    monkeypatch.setattr(
        long, "group", lambda found, *given: held.append(len(found)) or group(found, *given)
    )
    text = "code,marker,genotype\nS1,rs6265,A/A\n" + "S0,rs6265,A/G\n" * 100_000 + "S1,rs6311,G\n"

    _, parts, _ = read_all(text.encode(), knowledge, Options(columns={"code": "subject"}))

    (row,) = rows_of(parts).values()
    assert (row["subject"], row["rs6265"], row["rs6311"]) == ("S1", "A/A", "G")
    assert faults_of(parts) == {3: "too_many_lines"}
    assert max(held) < 30_000


def test_a_table_has_few_rows_however_short_or_odd_the_lines(knowledge, monkeypatch):
    sizes = []
    monkeypatch.setattr(
        cutting, "tables", lambda *given: (sizes.append(len(t)) or t for t in tables(*given))
    )
    short = "S,\n" * 100_000

    for text in (
        "subject,rs6265\n" + short,
        "subject,rs6265\n" + 'S"1"",A\n' + short,
        "subject,rs6265\n" + "x\n" * 100_000,
    ):
        _, parts, _ = read_all(text.encode(), knowledge)
        assert sum(map(len, parts)) == text.count("\n") - 1

    assert max(sizes) <= MOST_ROWS
