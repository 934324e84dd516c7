"""What its owner chooses for a class file, beside the file itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from pgx.assessments.errors import FieldError, QuestionRefused, nearest
from pgx.assessments.question import Question, Regimen, check, find_marker, unknown_marker
from pgx.batches.header import CONTROLS, GENOTYPE, MARKER
from pgx.echo import short
from pgx.science.knowledge import Knowledge

LAYOUTS = ("", "wide", "long")  # wide: a row a subject; long: a row a subject and marker
DELIMITERS = ("", ",", ";", "\t")
MOST_REGIMENS = 40  # of rows that name none


@dataclass(frozen=True)
class Options:
    """How a file is to be read, and what is assessed where a row does not say.

    `columns` says what columns are, by their name in the file: a marker, one of
    `header.CONTROLS`, in a long file `header.MARKER` and `header.GENOTYPE`, or "" for one that
    is left out; columns that are not named here are
    found by their name. Empty `layout` and `delimiter` are found in the file. `regimens` and
    `co_medications` are those of rows that name none; `orientation` is that of the whole
    file. `population` is the group whose published frequencies the summary compares with.
    """

    layout: str = ""
    delimiter: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    orientation: str | Mapping[str, str] | None = None
    regimens: tuple[Regimen, ...] = ()
    co_medications: tuple[str, ...] = ()
    population: str = ""

    def to_json(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    @classmethod
    def of_json(cls, stored: Mapping[str, Any]) -> Options:
        """From what is stored."""
        regimens = tuple(Regimen(**each) for each in stored["regimens"])
        beside = tuple(stored["co_medications"])
        return cls(**{**stored, "regimens": regimens, "co_medications": beside})

    def question(self) -> Question:
        """The part of a question that the file's rows share.

        Without a regimen it asks for every drug: look at `regimens` first.
        """
        return Question(
            orientation=self.orientation,
            regimens=self.regimens,
            co_medications=self.co_medications,
        )


def checked(knowledge: Knowledge, options: Options) -> Options:
    """The same in the release's own words. Raises QuestionRefused with every fault found."""
    found = check(knowledge, options.question())
    errors = list(_faults(knowledge, options))
    if errors:
        raise QuestionRefused(errors)
    regimens = found.regimens if options.regimens else ()
    return replace(options, regimens=regimens, co_medications=found.co_medications)


def _faults(knowledge: Knowledge, options: Options) -> Iterator[FieldError]:
    """What is wrong beside the question."""
    if len(options.regimens) > MOST_REGIMENS:
        message, hint = f"There are {len(options.regimens)} regimens.", f"Give {MOST_REGIMENS}."
        yield FieldError("regimens", "max_length", message, f"{hint[:-1]} at most.")
    if options.layout not in LAYOUTS:
        hint = "Use wide, long, or leave it out."
        yield FieldError("layout", "unknown_layout", f"{short(options.layout)} is none.", hint)
    if options.delimiter not in DELIMITERS:
        hint = "Use a comma, a semicolon or a tab, or leave it out."
        message = f"{short(options.delimiter)} separates no columns here."
        yield FieldError("delimiter", "unknown_delimiter", message, hint)
    if options.population and options.population not in knowledge.frequencies:
        message = f"{short(options.population)} is not a group with published frequencies."
        hint = nearest(options.population, knowledge.frequencies)
        yield FieldError("population", "unknown_population", message, hint)
    for column, meaning in options.columns.items():
        if meaning not in ("", *CONTROLS, MARKER, GENOTYPE) and not find_marker(knowledge, meaning):
            yield unknown_marker(knowledge, f"columns.{short(column)}", meaning)
