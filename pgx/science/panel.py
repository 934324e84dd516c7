"""Genotype text by marker -> calls: an allele pair with a status and a reason.

What cannot be read is not guessed: it is `invalid` or `ambiguous`, with the
reason and what would be right. What is missing is `not tested`, never normal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal

import numpy as np

from pgx.echo import short
from pgx.science.columns import Column
from pgx.science.knowledge import Allele, Knowledge, Marker

Status = Literal["called", "not tested", "ambiguous", "invalid"]
Orientation = Literal["plus", "literature"]
Genotype = tuple[str, ...]
# The strand of one marker's letters, for all subjects or for each; None where nobody said.
Declared = Orientation | Sequence[Orientation | None] | None

MISSING = {
    *("", ".", "./.", ".|.", "-", "--", "-/-", "?", "na", "n/a", "nan", "none", "null", "nt"),
    *("not tested", "no call", "nocall", "unknown", "missing"),
}
X = "X"
NO_SECOND = ("-", "0")  # what stands where a man has no second allele
HEMIZYGOUS = "hemizygous: one X chromosome"
SEPARATORS = re.compile(r"\s*[/|;,]\s*|\s+")


@dataclass(frozen=True)
class Call:
    """One genotype as read: the text given, the status, the alleles by literature name.

    One allele where the subject is hemizygous, and then `reason` says so; else two.
    """

    marker: str
    given: str
    status: Status
    alleles: Genotype = ()
    readings: tuple[Genotype, ...] = ()
    reason: str = ""
    hint: str = ""

    @property
    def genotype(self) -> str:
        """The alleles with a slash between; empty where there is no call."""
        return "/".join(self.alleles)


Panel = Mapping[str, Column[Call]]


def read_panel(
    knowledge: Knowledge,
    genotypes: Mapping[str, Sequence[str]],
    orientation: Mapping[str, Declared],
    subjects: int,
) -> Panel:
    """Read a column of texts for each marker; markers that are not given are not tested.

    `genotypes` has one text a subject for each marker, `orientation` the declared strand by
    marker: one for all subjects, or one a subject. Every marker of the release is in the
    panel that comes back.
    """
    return {
        name: _read_column(marker, genotypes[name], orientation.get(name))
        if name in genotypes
        else Column.constant(_not_tested(marker, ""), subjects)
        for name, marker in knowledge.markers.items()
    }


def _read_column(marker: Marker, texts: Sequence[str], declared: Declared) -> Column[Call]:
    """Read each distinct text, or each distinct pair of text and strand, once."""
    if declared is None or isinstance(declared, str):
        return Column.of(texts).map(partial(read_call, marker, orientation=declared))
    return Column.of(zip(texts, declared, strict=True)).map(lambda pair: read_call(marker, *pair))


def read_call(marker: Marker, text: str, orientation: Orientation | None = None) -> Call:
    """Read one genotype text of one marker.

    Non-palindromic letters tell their own strand. Palindromic ones (C/G, A/T) do not:
    a homozygote then needs the orientation, a heterozygote reads the same both ways.
    """
    given = text.strip()
    alone = without_name(marker, given)
    if alone.lower() in MISSING:
        return _not_tested(marker, given)
    tokens = _tokens(marker, alone)
    hemizygous = _hemizygous(marker, tokens)
    if hemizygous:
        tokens = hemizygous
    elif len(tokens) != 2:
        return _invalid(marker, given, f"{len(tokens)} allele(s) read where two are needed")
    unknown = [token for token in tokens if token.lower() not in _names(marker)]
    if unknown:
        return _invalid(marker, given, f"{short(unknown[0])} is not an allele of {marker.marker}")
    readings = _readings(marker, tokens, orientation)
    if not readings:
        both = " and ".join(map(short, tokens))
        return _invalid(marker, given, f"{both} are letters of different strands")
    if len(readings) > 1:
        return _ambiguous(marker, given, readings)
    reason = HEMIZYGOUS if hemizygous else ""
    return Call(marker.marker, given, "called", readings[0], readings, reason)


def read_calls(
    marker: Marker, texts: Iterable[str], orientation: Orientation | None = None
) -> Call:
    """Read several texts that are of one subject and one marker.

    Those that read as the same are one call, and a missing one contradicts none. Others make
    the call ambiguous: the source contradicts itself.
    """
    found = list(dict.fromkeys(read_call(marker, text, orientation) for text in texts))
    calls = [call for call in found if call.status != "not tested"] or found
    if len({(call.status, call.alleles, call.readings) for call in calls}) == 1:
        return calls[0]
    given = [short(call.given) for call in calls]
    return Call(
        marker.marker,
        "; ".join(given),
        "ambiguous",
        readings=tuple(dict.fromkeys(each for call in calls for each in call.readings)),
        reason=f"the source contradicts itself: {' and '.join(given)} are given",
        hint="Keep the one that is right.",
    )


def without_name(marker: Marker, text: str) -> str:
    """A text without the marker's or the gene's name in front; a name alone stays.

    `*2/*2` of "CYP2C19 *2/*2", "CYP2C19:*2/*2" and "CYP2C19*2/*2".
    """
    names = sorted((marker.marker, marker.gene, *marker.aliases), key=len, reverse=True)
    either = "|".join(re.escape(name) for name in names)
    # A word goes on with a letter or a hyphen, a number with a digit.
    named = rf"(?:(?:{either})(?:(?<=\d)(?![\d-])|(?![\w-]))[\s:;,=_]*)+"
    return re.sub(rf"^{named}(?=[^\s/|])", "", text, flags=re.IGNORECASE)


def _tokens(marker: Marker, given: str) -> list[str]:
    """Split a text without a name into alleles."""
    if marker.kind == "snp" and re.fullmatch(r"[A-Za-z]{2}", given):
        return list(given)
    if marker.kind == "star":
        given = re.sub(r"\s*\+\s*", "+", given)
        given = re.sub(r"(?<=[^/|;,+\s])\*", "/*", given)
    if marker.kind == "length" and re.fullmatch(r"[SsLl]{2}", given):
        return list(given)
    return [token for token in SEPARATORS.split(given) if token]


def _hemizygous(marker: Marker, tokens: list[str]) -> list[str]:
    """The one allele of a marker on the X chromosome ("C", "C/-", "C/0"); else nothing."""
    present = [token for token in tokens if token not in NO_SECOND]
    alone = len(present) == 1 and len(tokens) <= 2
    return present if alone and marker.chromosome == X else []


@lru_cache(maxsize=512)
def _alphabets(marker: Marker) -> dict[str, dict[str, str]]:
    """Lower-case name -> literature name, for each way of writing the marker's alleles.

    Star alleles have no strand: table names and other spellings may stand side by side.
    """
    if marker.kind == "star":
        spellings = {
            name.lower(): allele.allele
            for allele in marker.alleles
            for name in (*_words(allele), allele.allele)
        }
        return {"name": spellings}
    return {
        "literature": {allele.allele.lower(): allele.allele for allele in marker.alleles},
        "plus": {allele.plus.lower(): allele.allele for allele in marker.alleles if allele.plus},
        "name": {
            name.lower(): allele.allele for allele in marker.alleles for name in _words(allele)
        },
    }


def _words(allele: Allele) -> tuple[str, ...]:
    """Names that are no strand's letters: Val, Met, short, 14."""
    return allele.aliases


@lru_cache(maxsize=512)
def _names(marker: Marker) -> frozenset[str]:
    return frozenset(name for alphabet in _alphabets(marker).values() for name in alphabet)


def _readings(
    marker: Marker, tokens: Sequence[str], orientation: Orientation | None
) -> tuple[Genotype, ...]:
    """Every distinct genotype that the tokens can mean."""
    order = [allele.allele for allele in marker.alleles]
    found: list[Genotype] = []
    for kind, alphabet in _alphabets(marker).items():
        if marker.palindromic and orientation and kind not in (orientation, "name"):
            continue
        if all(token.lower() in alphabet for token in tokens):
            alleles = (alphabet[token.lower()] for token in tokens)
            found.append(tuple(sorted(alleles, key=order.index)))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1024)
def _not_tested(marker: Marker, given: str) -> Call:
    return Call(marker.marker, given, "not tested", reason="no result was given")


def _invalid(marker: Marker, given: str, reason: str) -> Call:
    return Call(marker.marker, given, "invalid", reason=reason, hint=_hint(marker))


def _ambiguous(marker: Marker, given: str, readings: tuple[Genotype, ...]) -> Call:
    both = " or ".join("/".join(reading) for reading in readings)
    return Call(
        marker.marker,
        given,
        "ambiguous",
        readings=readings,
        reason=f"{short(given)} could be literature {both}: "
        "the letters are the same on both strands",
        hint="Declare the orientation of this marker: plus or literature.",
    )


def _hint(marker: Marker) -> str:
    """What would be right, with the marker's own alleles."""
    if marker.kind == "star":
        return f"{_uncounted(marker)}Write two star alleles of {marker.marker}, such as *1/*2."
    shown = [
        allele.allele + (f" (plus {allele.plus})" if allele.plus else "")
        for allele in marker.alleles
    ]
    example = "/".join(allele.allele for allele in marker.alleles[:2])
    return f"Its alleles are {', '.join(shown)}. Write two, such as {example}."


def _uncounted(marker: Marker) -> str:
    """What letters of single positions leave open, where a gene's copies differ in number."""
    if not any("x" in allele.allele for allele in marker.alleles):
        return ""
    return (
        f"From SNPs alone a deleted {marker.marker} (*5) or extra copies (xN) are not assessed, "
        "so no diplotype is made of them. "
    )


def statuses(panel: Panel, subject: int) -> dict[str, Status]:
    """The status of each marker of one subject."""
    return {marker: column[subject].status for marker, column in panel.items()}


def take(panel: Panel, subjects: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Panel:
    """The panel of these subjects, in this order."""
    return {marker: column.take(subjects) for marker, column in panel.items()}
