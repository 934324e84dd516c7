"""The names of columns: what is asked of a row, and what must not be in a class file."""

from __future__ import annotations

import re

from pgx.batches.errors import FileRefused
from pgx.echo import short

SUBJECT, DRUG, DOSE = "subject", "drug", "dose_mg_per_day"
CO_MEDICATIONS, ORIENTATION = "co_medications", "orientation"
CONTROLS = (SUBJECT, DRUG, DOSE, CO_MEDICATIONS, ORIENTATION)
MARKER, GENOTYPE = "marker", "genotype"  # the columns of a long file, beside the controls

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


def refuse_unnamed(columns: tuple[str, ...]) -> None:
    """Raise FileRefused for a column without a name."""
    if "" in columns:
        raise FileRefused(
            f"Column {columns.index('') + 1} has no name.",
            "Name it, or remove it: a comma at the end of the lines makes such a column.",
            "unnamed_column",
        )


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
