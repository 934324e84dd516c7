"""No free number in a text: digits stand only in names, or come from a run or a row."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pgx.cases.schema import HOLE
from pgx.science.knowledge import Knowledge
from pgx.science.occupancy import SYMBOLS

# Names that no row of the knowledge base has: a scale, a transmitter, its transporters.
NAMES = ("HAM-D17", "5-HT", "5-HT1", "5-HT2", "COVID-19", "SV2A", "Val66Met", "P450")
WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    "fifty|sixty|seventy|eighty|ninety|hundred|thousand"
)
UNITS = r"(times|per ?cent|points?|fold|weeks?|days?|people)\b"
SPELLED = re.compile(rf"\b({WORDS})([\s-]+|(?=fold)){UNITS}", re.IGNORECASE)
VISIT = re.compile(r"\bweek (0|1|2|4|6|8|12)\b", re.IGNORECASE)


def names_with_digits(knowledge: Knowledge) -> frozenset[str]:
    """The names of the knowledge base that have digits."""
    found = {*NAMES, *SYMBOLS, *knowledge.genes, *knowledge.references}
    for marker in knowledge.markers.values():
        found |= {marker.marker, *marker.aliases}
        found |= {name for each in marker.alleles for name in (each.allele, *each.aliases)}
    for drug in knowledge.drugs.values():
        found |= {drug.drug, drug.name, *drug.aliases}
    return frozenset(name for name in found if any(map(str.isdigit, name)) and not _number(name))


def _number(name: str) -> bool:
    return bool(re.fullmatch(r"[\d.,\s]+", name))


def free_numbers(text: str, names: Collection[str]) -> Iterator[str]:
    """The numbers of a text that come from nowhere, each with the word it stands in."""
    left = VISIT.sub(" ", HOLE.sub(" ", text))
    for word in left.split():
        if any(map(str.isnumeric, _without(word, names))):
            yield word.strip(".,;:()\"'")
    for found in SPELLED.finditer(HOLE.sub(" ", text)):
        yield " ".join(found[0].split())


def _without(word: str, names: Collection[str]) -> str:
    """A word without the names in it, the longest first."""
    held = (name for name in names if name in word)
    for name in sorted(held, key=len, reverse=True):
        word = re.sub(rf"(?<![0-9.]){re.escape(name)}(?![0-9])", " ", word)
    return word
