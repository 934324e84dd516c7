"""What a published odds ratio would ask of a modifier: the effect that gives it, or none (8).

For one gene the mechanism is let through to symptoms, and its effect is moved until the
modelled odds ratio between two genotypes is the one asked for. The anchor drug at its
reference dose; all else is the reference patient's. Coverage and weights stay as shipped.
Nothing of this reaches another answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from pgx.science import chain
from pgx.science.chain import ANCHOR, Rows, Setup
from pgx.science.exposure import Floats
from pgx.science.knowledge import EvidenceTarget, Knowledge, Outcome
from pgx.science.modifiers import Genetics

GRID = 65  # effects that are tried in one call
ROUNDS = 9  # each makes the bracket 64 times smaller
NULL = 0.0  # the lambda of a gene for which a meta-analysis found nothing
GRADES = "ABCD"  # from the strongest to the weakest
# The probability behind an outcome, the parameter that says its day, and its direction.
OUTCOMES: Mapping[Outcome, tuple[str, str, int]] = {
    "response": ("p_response", "week_8", 1),
    "non-response": ("p_response", "week_8", -1),
    "remission": ("p_remission", "horizon", 1),
    "non-remission": ("p_remission", "horizon", -1),
}


@dataclass(frozen=True)
class Solution:
    """An effect as ln, the odds ratio that it gives, and whether that is the one asked for.

    Where none within the bounds gives it, `effect` is the one that comes nearest.
    """

    is_found: bool
    effect: float
    odds_ratio: float


def shrinkage(knowledge: Knowledge, target: EvidenceTarget) -> float:
    """The lambda of the evidence: by the weaker letter of the grade, 0 after a null."""
    if target.null:
        return NULL
    letter = max(each for each in grade(knowledge, target) if each in GRADES)
    return knowledge.parameters.number(f"lambda_{letter}").value


def grade(knowledge: Knowledge, target: EvidenceTarget) -> str:
    """The evidence grade of the marker that the modifier counts."""
    return knowledge.markers[knowledge.modifiers[target.modifier].marker].evidence_grade


def solve(setup: Setup, target: EvidenceTarget, odds_ratio: float) -> Solution:
    """Find the effect nearest to none that gives an odds ratio, to 1e-12 of its ln."""
    asked = np.log(odds_ratio)
    if asked == 0:  # rounding would find it a last bit beside
        return Solution(is_found=True, effect=0.0, odds_ratio=1.0)
    effects = np.union1d(np.linspace(target.low, target.high, GRID), 0.0)
    for _ in range(ROUNDS):
        given = ln_odds_ratios(setup, target, effects)
        bracket = _bracket(effects, given - asked)
        if bracket is None:
            return _nearest(effects, given, asked, is_found=False)
        effects = np.linspace(*bracket, GRID)
    return _nearest(effects, ln_odds_ratios(setup, target, effects), asked, is_found=True)


def _bracket(effects: Floats, gaps: Floats) -> tuple[float, float] | None:
    """The two neighbours between which the gap changes its sign, nearest to no effect."""
    above = gaps >= 0
    places = np.flatnonzero(above[1:] != above[:-1])
    if not places.size:
        return None
    place = min(places, key=lambda each: abs(effects[each] + effects[each + 1]))
    return effects[place], effects[place + 1]


def _nearest(effects: Floats, given: Floats, asked: float, *, is_found: bool) -> Solution:
    place = np.argmin(np.abs(given - asked))
    return Solution(is_found, float(effects[place]), float(np.exp(given[place])))


def shipped(setup: Setup, target: EvidenceTarget) -> Solution:
    """The release's own effect, and the odds ratio that it gives once it reaches symptoms."""
    effect = getattr(setup.knowledge.parameters, target.symbols[0])
    rows = replace(_rows(setup, target, np.array([effect])), overrides={})
    return Solution(
        is_found=True,
        effect=effect,
        odds_ratio=float(np.exp(_ln_odds_ratios(setup, target, rows)[0])),
    )


def ln_odds_ratios(setup: Setup, target: EvidenceTarget, effects: Floats) -> Floats:
    """The modelled ln odds ratio with each of these effects as ln; shape (effects,)."""
    return _ln_odds_ratios(setup, target, _rows(setup, target, effects))


def _ln_odds_ratios(setup: Setup, target: EvidenceTarget, rows: Rows) -> Floats:
    key, day, sign = OUTCOMES[target.outcome]
    place = setup.day(getattr(setup.knowledge.parameters, day))
    p = chain.simulate(setup, rows, (key,))[key][:, place]
    logit = np.log(p / (1 - p)).reshape(2, -1)
    return np.asarray(sign * (logit[0] - logit[1]))


def _rows(setup: Setup, target: EvidenceTarget, effects: Floats) -> Rows:
    """The one genotype with each effect, then the other; only this gene reaches symptoms."""
    drugs = np.full(2 * len(effects), setup.drug_index(ANCHOR))
    rows = chain.reference_rows(setup, drugs)
    counted = np.repeat([float(target.count), float(target.against)], len(effects))
    counts = {**rows.genetics.counts, target.modifier: counted}
    return replace(
        rows,
        genetics=Genetics(rows.genetics.ratios, counts),
        reach={**rows.reach, target.modifier: 1.0},
        overrides=dict.fromkeys(target.symbols, np.tile(effects, 2)),
    )
