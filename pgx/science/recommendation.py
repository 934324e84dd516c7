"""Guideline findings -> category and headline.

The category comes from the guideline layer alone. The model never changes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pgx.science.disagreement import USUAL_START, Split
from pgx.science.guideline import NO_RECOMMENDATION, SILENT, Finding

Category = Literal[
    "stopped",
    "consider another drug",
    "consider another dose or slower titration",
    "usual start",
    "no guideline statement",
]
# The order in which lists of drugs are shown, then by name.
CATEGORIES: tuple[Category, ...] = (
    "stopped",
    "consider another drug",
    "consider another dose or slower titration",
    "usual start",
    "no guideline statement",
)
LEADING_BODY = "CPIC"

NOT_CHECKED = (
    "Raphe reads genes only. Not checked: drug interactions (MAO inhibitors, serotonergic and "
    "QT drugs), allergies, age, pregnancy, kidney, liver, heart."
)
# Where co-medications were given.
NOT_CHECKED_BESIDE = (
    f"Of the medicines named here, only what is said of each was looked at. {NOT_CHECKED}"
)


@dataclass(frozen=True)
class Recommendation:
    """What the published layer amounts to for one drug and one panel.

    `leading` is the finding that gave category and headline, None where none did; `splits`
    say for each gene how the bodies differ.
    """

    category: Category
    headline: str
    strength: str
    findings: tuple[Finding, ...]
    leading: Finding | None = None
    splits: tuple[Split, ...] = ()


# What a statement can ask for; any of them may be followed by IF_NEEDED.
IF_NEEDED = " if needed"
ACTIONS = {
    *(USUAL_START, "lower start", "higher start", "slower titration", "follow levels"),
    *("lower maintenance", "higher maintenance", "maximum dose", "caution", "other drug"),
    *(NO_RECOMMENDATION, SILENT),
}


def category(actions: tuple[str, ...]) -> Category:
    """The category of the first action that is neither the usual start nor "if needed".

    >>> category(("usual start", "slower titration", "lower maintenance"))
    'consider another dose or slower titration'
    """
    action = deciding(actions)
    if action in ("", NO_RECOMMENDATION, SILENT):
        return "no guideline statement"
    if action == "other drug":
        return "consider another drug"
    return "usual start" if action == USUAL_START else "consider another dose or slower titration"


def deciding(actions: tuple[str, ...]) -> str:
    """The action of a row that sets its category; empty where it has none.

    >>> deciding(("usual start", "slower titration", "other drug if needed"))
    'slower titration'
    """
    for action in actions:
        if action != USUAL_START and not action.endswith(IF_NEEDED):
            return action
    return USUAL_START if actions else ""


def stop(drug: str, beside: tuple[str, ...]) -> Recommendation:
    """Beside an MAO inhibitor nothing is looked up: the reason stands alone."""
    headline = (
        f"{drug} beside {' and '.join(beside)} (MAO inhibitor): contraindicated in every label: "
        "serotonin syndrome, hypertensive crisis; nothing is modelled."
    )
    return Recommendation("stopped", headline, "none", ())


def recommend(
    findings: tuple[Finding, ...], enzymes: tuple[str, ...], splits: tuple[Split, ...] = ()
) -> Recommendation:
    """The recommendation by the leading body's finding on the enzymes of a drug.

    A table with advice goes before one that has none for any phenotype.
    """
    leading = [
        finding
        for finding in findings
        if finding.body == LEADING_BODY and set(finding.genes) <= set(enzymes)
    ]
    leading.sort(key=lambda finding: (not finding.advises, not finding.statement))
    found = next(iter(leading), None)
    if not found or not found.statement:
        said = found.said if found else f"{LEADING_BODY} has no row for this drug."
        return Recommendation("no guideline statement", said, "none", findings, splits=splits)
    headline = f"{found.body} {found.year}: {found.statement.statement}"
    strength = found.statement.strength
    return Recommendation(
        category(found.statement.actions), headline, strength, findings, found, splits
    )
