"""What tables are called, what they hold, and what a row is about."""

import re
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pgx.knowledge import exporting
from pgx.knowledge.catalogue import Entry
from pgx.knowledge.tables import TABLES

CAPITALS = {"sert": "SERT"}
HYPHENS = {"Co medications": "Co-medications"}
LONGEST = 160  # characters of a caption
# The column that says what a row is about; of another table the first that are not its key.
TELLS = {
    "genes": "name",
    "markers": "functional_effect",
    "drugs": "drug_class",
    "guideline_statements": "statement",
    "disagreements": "teaching_point",
    "misconceptions": "belief",
    "references": "citation",
    "claims": "statement",
    "cautions": "text",
    "parameters": "meaning",
    "modifiers": "meaning",
    "associations": "outcome",
    "time_course": "what",
    "observations": "observation",
}
# The columns that are enough to name a row to a reader.
KEYS = {
    "guideline_statements": ("body", "document", "drug", "gene_1", "key_1", "gene_2", "key_2"),
    "exposure_ratios": ("drug", "gene", "phenotype", "functions", "analyte"),
}
# Groups of samples that go by a short name in the 1000 Genomes Project, as it describes them.
GROUPS = {
    "AFR": _("African (AFR)"),
    "AMR": _("Admixed American (AMR)"),
    "EAS": _("East Asian (EAS)"),
    "EUR": _("European (EUR)"),
    "SAS": _("South Asian (SAS)"),
}
MARK = re.compile(r"\s*\[[^\]]*\b(?:verified|recalled)\b[^\]]*\]")
NOT_TOLD = ("reference", "confidence", "note")


@cache
def title(table: str) -> str:
    """`drug_values` as a reader calls it: Drug values."""
    words = " ".join(CAPITALS.get(word, word) for word in table.split("_"))
    words = words[0].upper() + words[1:]
    return HYPHENS.get(words, words)


@cache
def about(table: str) -> str:
    """What a row of the table is: the first sentence of its model."""
    return (TABLES[table].__doc__ or "").strip().partition("\n")[0]


def name(entry: Entry) -> str:
    """A row's name to be read: the parts of its key, or those that are enough."""
    columns = KEYS.get(_table(entry))
    if not columns:
        return spoken(entry.key)
    return spoken("|".join(exporting.cell(entry.cells[column]) for column in columns))


def spoken(key: str) -> str:
    """A key to be read: `CPIC||citalopram` is CPIC · citalopram."""
    return " · ".join(part for part in key.split("|") if part)


def unmarked(text: str) -> str:
    """A text without `[verified]` and the like: the mark of its row stands beside it."""
    return MARK.sub("", text)


def _table(entry: Entry) -> str:
    return entry.row.partition("/")[0]


def caption(entry: Entry) -> str:
    """What a row is about, in one line."""
    table = _table(entry)
    if table == "controversies":
        text = f"{entry.values['verdict']}: {entry.values['said']}"
    elif table in TELLS:
        text = unmarked(str(entry.values[TELLS[table]]))
    else:
        hidden = (*TABLES[table].KEY, *NOT_TOLD)
        shown = (column for column in entry.values if column not in hidden)
        texts = ((column, exporting.cell(entry.cells[column])) for column in shown)
        text = " · ".join(f"{column.replace('_', ' ')} {text}" for column, text in texts if text)
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] + " …"


def group(name: str) -> str | Promise:
    """A group of samples as a reader calls it."""
    return GROUPS.get(name, name)
