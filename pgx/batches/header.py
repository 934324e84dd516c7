"""The first line of a genotype CSV: what each column is, and which files are refused for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pgx.assessments.errors import nearest
from pgx.assessments.question import find_marker
from pgx.batches.errors import FileRefused
from pgx.echo import short
from pgx.science.knowledge import Knowledge

SUBJECT, DRUG, DOSE = "subject", "drug", "dose_mg_per_day"
CO_MEDICATIONS, ORIENTATION = "co_medications", "orientation"
CONTROLS = (SUBJECT, DRUG, DOSE, CO_MEDICATIONS, ORIENTATION)
MARKER, GENOTYPE = "marker", "genotype"  # the columns of a long file, beside the controls
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}

WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
# A column with one of these words, or with all the words of a pair, is about a person.
PERSONAL = {
    *("birth", "birthday", "birthdate", "dob", "mrn", "ssn", "nhs", "patient", "passport"),
    *("mail", "email", "address", "phone", "telephone", "mobile", "postcode", "zip"),
    *("surname", "forename", "firstname", "lastname", "fullname"),
}
PAIRS = [{"record", "number"}, {"insurance", "number"}, {"social", "security"}]
OF_PERSONS = {"first", "last", "family", "given", "full", "middle", "maiden", "nick", "person"}
OF_PERSONS |= {"subject", "student", "user"}


@dataclass(frozen=True)
class Header:
    """What each column is: markers and controls by the column's place, in the file's words."""

    columns: tuple[str, ...]
    markers: Mapping[int, str]
    controls: Mapping[str, int]
    unknown: tuple[str, ...]

    def cell(self, cells: list[str], control: str) -> str:
        """What a row says in one of the columns that are no markers; empty without it."""
        place = self.controls.get(control)
        return "" if place is None else cells[place].strip()

    def written(self, control: str) -> str:
        """How the file writes the name of a column; ours, where it has none."""
        place = self.controls.get(control)
        return control if place is None else self.columns[place]


def read_header(cells: list[str], knowledge: Knowledge, has_default: bool) -> Header:
    """Find markers and controls. Raises FileRefused for a header that cannot be used."""
    columns = tuple(cell.strip().lstrip("\ufeff") for cell in cells)
    if not any(columns):
        raise FileRefused("The file is empty. Its first line must name the columns.")
    _refuse_other_separators(columns)
    refuse_unnamed(columns)
    refuse_personal(columns)
    found = {place: find_marker(knowledge, column) for place, column in enumerate(columns)}
    markers = {place: marker.marker for place, marker in found.items() if marker}
    words = {place: column.lower() for place, column in enumerate(columns) if place not in markers}
    controls = {word: place for place, word in words.items() if word in CONTROLS}
    _refuse_duplicates(columns, {**words, **markers})
    _refuse_missing(knowledge, markers, controls, has_default)
    unknown = tuple(columns[place] for place, word in words.items() if word not in CONTROLS)
    return Header(columns, markers, controls, unknown)


def _refuse_missing(
    knowledge: Knowledge, markers: Mapping[int, str], controls: Mapping[str, int], has_default: bool
) -> None:
    if SUBJECT not in controls:
        raise FileRefused(f"No column is called {SUBJECT}. Add one with a code for each row.")
    if not markers:
        known = ", ".join(knowledge.markers)
        raise FileRefused(f"No column is a marker that Raphe knows. Known: {known}.")
    if DRUG not in controls and not has_default:
        raise FileRefused("The file says no drug. Name a drug column or give --drug.")


def unknown_column(knowledge: Knowledge, column: str) -> str:
    """What to say of a column that is not recognized."""
    hint = nearest(column, knowledge.markers)
    return f"{short(column)} is not a marker that Raphe knows. {hint}"


def _refuse_other_separators(columns: tuple[str, ...]) -> None:
    """A file that is separated by something else has one column, however many it has."""
    for separator, name in SEPARATORS.items():
        if len(columns) == 1 and separator in columns[0]:
            raise FileRefused(
                f"The file looks separated by {name}. Raphe reads commas for now: "
                "save it as CSV with commas."
            )


def refuse_unnamed(columns: tuple[str, ...]) -> None:
    """Raise FileRefused for a column without a name."""
    if "" in columns:
        raise FileRefused(
            f"Column {columns.index('') + 1} has no name.",
            "Name it, or remove it: a comma at the end of the lines makes such a column.",
            "unnamed_column",
        )


def _refuse_duplicates(columns: tuple[str, ...], meant: Mapping[int, str]) -> None:
    seen: dict[str, int] = {}
    for place in range(len(columns)):
        first = seen.setdefault(meant[place], place)
        if first != place:
            one, two = short(columns[first]), short(columns[place])
            same = f"{one} is there twice" if one == two else f"{one} and {two} are the same"
            raise FileRefused(f"The column {same}. Keep one.")


def refuse_personal(columns: tuple[str, ...]) -> None:
    """Raise FileRefused for a column about a person."""
    for column in columns:
        if _is_personal(column):
            raise FileRefused(
                f"The column {short(column)} looks like personal data.",
                "Raphe is for teaching and takes no identifiers: remove the column and use "
                "invented codes.",
                "personal_data",
            )


def _is_personal(column: str) -> bool:
    """By whole words, so that gene_name is none: `Last name`, `patient_id`, `DateOfBirth`."""
    words = {word.lower() for word in WORDS.findall(column)} | set(
        re.split(r"[\W_]+", column.lower())
    )
    named = {"name", "names"} & words and (words <= {"name", "names", ""} or words & OF_PERSONS)
    return bool(words & PERSONAL or named or any(pair <= words for pair in PAIRS))
