"""How a result of a marker can look: texts of its own alleles, read as every panel is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pgx.science.knowledge import Knowledge, Marker
from pgx.science.panel import Call, X, read_call, read_panel
from pgx.science.phenotypes import FunctionalClass, classify

LETTERS = ("A", "C", "G", "T", "Q")
STAR = ("*1", "*2")


@dataclass(frozen=True)
class Result:
    """A text as a laboratory may give it, how it is read, and what that amounts to."""

    call: Call
    meaning: str
    assumption: str

    @property
    def reading(self) -> str:
        """The genotype, where the text does not say it already."""
        return "" if self.call.genotype == self.call.given else self.call.genotype


def results(knowledge: Knowledge, name: str) -> list[Result]:
    """What a panel says of some texts of a marker, each once."""
    marker = knowledge.markers[name]
    texts = list(dict.fromkeys(_texts(marker)))
    panel = read_panel(knowledge, {name: texts}, {}, len(texts))
    phenotypes = classify(knowledge, panel)
    columns = [
        *(
            phenotypes.modifiers[key]
            for key, row in knowledge.modifiers.items()
            if row.marker == name
        ),
        *(column for gene, column in phenotypes.enzymes.items() if gene == name),
    ]
    return [
        _result(marker, panel[name][place], columns[0][place] if columns else None)
        for place in range(len(texts))
    ]


def _result(marker: Marker, call: Call, found: FunctionalClass | None) -> Result:
    if call.status != "called":
        return Result(call, "", "")
    named = found and (found.phenotype or (found.name != call.genotype and found.name))
    return Result(call, named or _in_words(marker, call), found.assumption if found else "")


def _in_words(marker: Marker, call: Call) -> str:
    """The genotype by what its letters stand for: Val/Met."""
    if marker.kind != "snp":
        return ""
    names = [marker.by_allele[allele].aliases[:1] for allele in call.alleles]
    return "/".join(name for first in names for name in first) if all(names) else ""


def _texts(marker: Marker) -> Iterator[str]:
    """Two different alleles, two alike, the same on plus, none, and one that cannot be."""
    if marker.kind == "star":
        yield from (f"{STAR[0]}/{STAR[1]}", f"{STAR[1]}/{STAR[1]}", "", STAR[0])
        return
    first, second = marker.alleles[0], marker.alleles[1]
    yield f"{first.allele}/{second.allele}"
    yield f"{second.allele}/{second.allele}"
    if second.plus not in ("", second.allele) and not marker.palindromic:
        yield f"{second.plus}/{second.plus}"
    if marker.chromosome == X:
        yield second.allele
    yield ""
    pairs = (f"{first.allele}/{letter}" for letter in LETTERS)
    yield next(text for text in pairs if read_call(marker, text).status == "invalid")
