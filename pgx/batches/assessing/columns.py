"""The columns of the results, declared once: the table, its schema and its dictionary."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from operator import attrgetter

import pyarrow as pa

from pgx import __version__, notice
from pgx.assessments.co_medications import both_phenotypes
from pgx.batches.assessing.arrays import constant, numbers, texts
from pgx.batches.assessing.measured import MEASURED
from pgx.batches.assessing.rows import Rows
from pgx.batches.parts import TEXT
from pgx.science.columns import together
from pgx.science.knowledge import Knowledge
from pgx.science.recommendation import Recommendation

FILE, PUBLISHED, READ = "the file", "published guideline statements", "alleles of the release"


@dataclass(frozen=True)
class ResultColumn:
    """A column: its type, unit and meaning, where its value is from, and how it is made."""

    name: str
    type: pa.DataType
    unit: str
    meaning: str
    source: str
    make: Callable[[Rows], pa.Array]


@lru_cache(maxsize=8)
def columns(knowledge: Knowledge) -> tuple[ResultColumn, ...]:
    """Every column of a release, in order; the file that came in changes none of them."""
    return (
        *_asked(),
        *_published(),
        *(column for marker in knowledge.markers for column in _of_marker(marker)),
        *(column for gene in knowledge.enzymes for column in _of_enzyme(gene)),
        *_of_classes(),
        *_of_model(),
        *_around(),
    )


def _text(name: str, meaning: str, source: str, make: Callable[[Rows], pa.Array]) -> ResultColumn:
    return ResultColumn(name, TEXT, "", meaning, source, make)


def _asked() -> Iterator[ResultColumn]:
    says = "Who: the code that the file gives"
    yield ResultColumn("subject", pa.string(), "", says, FILE, lambda rows: rows.subject)
    says = "Where the subject stands in the file, the first line being 1"
    yield ResultColumn("line", pa.int64(), "", says, FILE, lambda rows: pa.array(rows.line))
    says = "The drug, by its name in the release"
    yield _text("drug", says, FILE, lambda rows: texts(rows.evaluation.drugs, str))
    says = "The dose; of drugs given as single doses, of one session"
    yield ResultColumn(
        *("dose_mg_per_day", pa.float64(), "mg/day", says),
        "the file; where it says none, the reference dose of the release",
        lambda rows: numbers(rows.evaluation.regimens.dose),
    )
    says = "The medicines beside it, with semicolons between"
    yield _text("co_medications", says, FILE, lambda rows: texts(rows.co_medications, "; ".join))


def _published() -> Iterator[ResultColumn]:
    for name, says, word in (
        ("category", "What the leading guideline amounts to", attrgetter("category")),
        ("guideline", "The guideline's statement, or why there is none", attrgetter("headline")),
        ("guideline_key", "The row of the release with that statement", _key),
        ("strength", "How strongly the guideline puts it", attrgetter("strength")),
    ):
        yield _text(name, says, PUBLISHED, partial(_of_recommendation, word))


def _of_recommendation(word: Callable[[Recommendation], str], rows: Rows) -> pa.Array:
    return texts(rows.evaluation.recommendations, word)


def _key(found: Recommendation) -> str:
    return found.leading.rows[0] if found.leading and found.leading.statement else ""


def _of_marker(marker: str) -> Iterator[ResultColumn]:
    for part, says in (
        ("genotype", "Genotype as read, alleles by their literature names; empty without a call"),
        ("status", "called, not tested, ambiguous or invalid"),
        ("reason", "Why it is not called, with the readings of an ambiguous one; or what to note"),
    ):
        make = partial(_of_call, marker, attrgetter(part))
        yield _text(f"{marker}_{part}", f"{marker}: {says}", READ, make)


def _of_call(marker: str, word: Callable[[object], str], rows: Rows) -> pa.Array:
    return texts(rows.evaluation.panel[marker], word)


def _of_enzyme(gene: str) -> Iterator[ResultColumn]:
    source = "alleles, activity scores and phenotypes of the release"
    for part, says in (
        ("phenotype", "Phenotype that acts, co-medications counted; empty where none is known"),
        ("predicted", "Phenotype by genotype alone"),
    ):
        make = partial(_of_class, gene, attrgetter(part))
        yield _text(f"{gene}_{part}", f"{gene}: {says}", source, make)


def _of_class(gene: str, word: Callable[[object], str], rows: Rows) -> pa.Array:
    return texts(rows.evaluation.phenotypes.enzymes[gene], word)


def _of_classes() -> Iterator[ResultColumn]:
    says = "Enzymes whose phenotype a co-medication decides, in words"
    yield _text("phenoconversion", says, "phenoconversion rules of the release", _phenoconversion)
    says = "Triallelic class of 5-HTTLPR and rs25531; empty without a call"
    yield _text(
        *("SERT_class", says, READ),
        lambda rows: texts(rows.evaluation.phenotypes.modifiers["SLC6A4"], attrgetter("name")),
    )


def _phenoconversion(rows: Rows) -> pa.Array:
    enzymes = rows.evaluation.phenotypes.enzymes.values()
    says = together([column.merge(both_phenotypes) for column in enzymes])
    return texts(says, lambda each: "; ".join(filter(None, each)))


def _of_model() -> Iterator[ResultColumn]:
    for each in MEASURED:
        make = partial(_measure, each.name)
        yield ResultColumn(each.name, pa.float64(), each.unit, each.meaning, each.source, make)
    says = (
        "published: the level rests on studies; model: it rests on a value that is illustrative "
        "or calibrated; empty: no gene that moves it was read, or nothing is modelled"
    )
    yield _text(
        *("level_layer", says, "confidence of the rows of the release"),
        lambda rows: texts(rows.model.level_layers, str),
    )
    says = "The interval of the relative response lies lower than 1, contains it (similar), or is "
    yield _text(
        *("signal", f"{says}higher; empty where no genotype was read or nothing is modelled"),
        *("model", lambda rows: texts(rows.model.signals, str)),
    )


def _measure(name: str, rows: Rows) -> pa.Array:
    return numbers(rows.model.numbers[name])


def _around() -> Iterator[ResultColumn]:
    says = "Codes of what must be known beside the numbers, with semicolons between"
    yield _text("flags", says, "model and release", lambda rows: texts(rows.flags, ";".join))
    for name, says, word in (
        ("release", "Release of the knowledge base", lambda rows: rows.knowledge.version),
        ("engine", "Version of Raphe", lambda _: __version__),
        ("notice", "What this is not for", lambda _: str(notice.NOTICE_SHORT)),
    ):
        yield _text(name, says, "Raphe", partial(_constant, word))


def _constant(word: Callable[[Rows], str], rows: Rows) -> pa.Array:
    return constant(word(rows), len(rows.line))
