"""Two hundred reference questions that together name every row that an answer can rest on.

Built from the release, always the same: every diplotype class of the enzymes, every genotype
of the markers, CYP2D6's alleles two a panel, every combination of phenotypes and scores for
which a guideline has a statement, the dossier's own panels; every drug at its reference dose.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, combinations_with_replacement, product
from typing import Any

from pgx.assessments.question import Question, Regimen
from pgx.science.exposure import enzymes_of, exposure_rows
from pgx.science.panel import read_call
from pgx.science.phenotypes import metabolizer

COUNT = 200
MOST_MOVED = 6
ENZYMES = ("CYP2D6", "CYP2C19", "CYP2B6")
HIGHEST_SCORE = 2.25  # in one key together, beyond
UNTESTED = ""
PANEL = re.compile(r"(CYP\w+) (\*\S+/\*[^\s;,]+)")
# What an answer's keys name: the address of a row, or its name in a table.
BY_NAME = {"reference": "references", "body": "bodies", "marker": "markers", "gene": "genes"}


def questions(knowledge) -> list[Question]:
    """The reference questions: one panel each, every drug; the last beside co-medications."""
    panels = [*_dossiers(knowledge), *Enzymes(knowledge).panels()]
    alone = COUNT - len(panels)
    panels += [_common(place) for place in range(alone)]
    snps = [each for each in knowledge.markers.values() if each.kind != "star"]
    beside = _beside(knowledge)
    first = COUNT - len(beside)
    found = []
    for place, panel in enumerate(panels):
        others = {each.marker: _genotype(each, place) for each in snps}
        taken = beside[place - first] if place >= first else ()
        found.append(Question(panel | others, "literature", detail="summary", co_medications=taken))
    return found


def _common(place):
    """Common diplotypes: what an inhibitor converts."""
    return {
        "CYP2D6": ("*1/*1", "*1/*4")[place % 2],
        "CYP2C19": ("*1/*1", "*1/*2", "*1/*17", "*17/*17")[place % 4],
        "CYP2B6": ("*4/*4", "*1/*6", "*1/*1", "*1/*4")[place % 4],
    }


def _beside(knowledge):
    """Every co-medication once: those that stop an answer alone, the others some together."""
    rows = knowledge.co_medications
    stopping = {row.name for row in rows if row.effect == "mao_inhibitor"}
    names = sorted({row.name for row in rows} - stopping)
    moderate = [
        next(row.name for row in rows if (row.enzyme, row.strength) == (gene, "moderate"))
        for gene in ENZYMES
    ]
    groups = 20
    return [
        *((name,) for name in sorted(stopping)),
        *(tuple(names[place::groups]) for place in range(groups)),
        *((name,) for name in moderate for _ in range(4)),
    ]


def regimens(knowledge, found: list[Question]) -> list[tuple[Regimen, ...]]:
    """What is asked for in full: the drugs whose level a panel moves anew, and two in turn.

    The last of each is above its label.
    """
    drugs, seen, chosen = list(knowledge.drugs.values()), set(), []
    for place, question in enumerate(found):
        rows = {drug.drug: _ratio_rows(knowledge, drug.drug, question) - seen for drug in drugs}
        moved = [drug for drug, new in rows.items() if new][:MOST_MOVED]
        seen |= {row for drug in moved for row in rows[drug]}
        above = drugs[(7 * place + 3) % len(drugs)]
        chosen.append(
            (
                *(Regimen(drug) for drug in moved),
                Regimen(drugs[place % len(drugs)].drug),
                Regimen(above.drug, 1.5 * above.value("label_dose_high")),
            )
        )
    return chosen


def _ratio_rows(knowledge, drug, question):
    """The exposure ratios of a panel's classes, where no co-medication converts them."""
    if question.co_medications:
        return set()
    found = set()
    for gene in enzymes_of(knowledge, drug):
        call = read_call(knowledge.markers[gene], question.genotypes.get(gene, ""))
        own = metabolizer(knowledge, gene, call)
        found |= {row.ratio.row for row in exposure_rows(knowledge, drug, gene, own).rows}
    return found


def _genotype(marker, place):
    """The marker's genotypes in turn."""
    pairs = list(combinations_with_replacement([each.allele for each in marker.alleles], 2))
    return "/".join(pairs[place % len(pairs)])


def _dossiers(knowledge) -> list[dict[str, str]]:
    """The panels of the dossier's cells, each once, and nobody's."""
    found = [dict(PANEL.findall(text)) for row in knowledge.disagreements for text in row.panels]
    return [{}, *(dict(each) for each in dict.fromkeys(tuple(x.items()) for x in found))]


class Enzymes:
    """Panels of the three enzymes, each with what no panel before it had."""

    def __init__(self, knowledge) -> None:
        self.diplotypes = {gene: _by_key(knowledge, gene) for gene in ENZYMES}
        self.seen: set[Any] = set()

    def panels(self) -> Iterator[dict[str, str]]:
        """First every pair of keys, then the alleles that are left."""
        keys = {gene: [UNTESTED, *found] for gene, found in self.diplotypes.items()}
        for own, other in product(keys["CYP2D6"], keys["CYP2C19"]):
            if own or other:
                third = min(keys["CYP2B6"], key=lambda key, o=other: self._times(o, key))
                yield self._panel({"CYP2D6": own, "CYP2C19": other, "CYP2B6": third})
        while left := self._with_unseen("CYP2D6"):
            yield self._panel(
                {gene: self._with_unseen(gene) or UNTESTED for gene in ENZYMES} | {"CYP2D6": left}
            )

    def _times(self, other: str, key: str) -> int:
        """How often a pair of CYP2C19 and CYP2B6 keys was there."""
        return sum(each[:3] == ("pair", other, key) for each in self.seen)

    def _with_unseen(self, gene: str) -> str:
        """A key of which alleles were not seen, the more of a diplotype the better."""
        best = max(self.diplotypes[gene].items(), key=lambda each: self._new(gene, *each)[0])
        return best[0] if self._new(gene, *best)[0] else ""

    def _new(self, gene, key, diplotypes):
        """How many unseen alleles the best diplotype of a key has, and which it is.

        A pair of functions that was not there yet comes first.
        """
        worth = [
            (sum((gene, allele) not in self.seen for allele in set(pair)), pair, functions)
            for pair, functions in diplotypes
        ]
        return max(worth, key=lambda each: (self._is_new_pair(gene, each[2]), each[0]))

    def _is_new_pair(self, gene, functions):
        return bool(functions) and (gene, functions) not in self.seen

    def _panel(self, keys: dict[str, str]) -> dict[str, str]:
        self.seen.add(("pair", keys["CYP2C19"], keys["CYP2B6"], len(self.seen)))
        panel = {}
        for gene, key in keys.items():
            if key:
                _, pair, functions = self._new(gene, key, self.diplotypes[gene][key])
                self.seen |= {(gene, allele) for allele in pair} | {(gene, functions)}
                panel[gene] = "/".join(pair)
        return panel


def _by_key(knowledge, gene):
    """The keys by which guidelines ask -> the diplotypes with their functions."""
    marker = knowledge.markers[gene]
    found = defaultdict(list)
    for pair in combinations_with_replacement([each.allele for each in marker.alleles], 2):
        own = metabolizer(knowledge, gene, read_call(marker, "/".join(pair)))
        found[_key(gene, own)].append((pair, own.functions))
    return dict(found)


def _key(gene, own):
    if gene != "CYP2D6":
        return own.phenotype
    if own.score is None:
        return "n/a"
    return f"{own.score:g}" if own.score <= HIGHEST_SCORE else "more"


def named(answer: Any) -> set[str]:
    """The addresses of all rows that an answer, as JSON, names."""
    if isinstance(answer, list | tuple):
        return set(chain.from_iterable(map(named, answer)))
    if not isinstance(answer, dict):
        return set()
    found = set(chain.from_iterable(map(named, answer.values())))
    for key, value in answer.items():
        if key in BY_NAME and value and isinstance(value, str):
            found.add(f"{BY_NAME[key]}/{value}")
    own = [answer["row"]] if isinstance(answer.get("row"), str) else []
    return found | set(filter(None, [*own, *(answer.get("rows") or ())]))
