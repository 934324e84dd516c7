"""What a page cannot tell, by what it is about: from the cautions of the knowledge base."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx.assessments.answer import Assessment, Reason, ResultAnswer
from pgx.assessments.reasons import cautions
from pgx.science.knowledge import Knowledge

UNDER_25 = "under_25"
TOGETHER = {
    *("mao_inhibitors", "serotonin_syndrome", "qt_citalopram", "qt_escitalopram"),
    *("qt_electrolytes", "bleeding", "harms_other_drugs"),
}


@dataclass(frozen=True)
class Group:
    """Sentences under one question; the first ones are shown, the rest on request."""

    title: str
    said: tuple[Reason, ...]
    plain: tuple[str, ...] = ()
    first: int = 2


def cannot_tell(
    knowledge: Knowledge, answer: Assessment, result: ResultAnswer | None
) -> list[Group]:
    """The groups, whether the combination is safe first."""
    about = [each.reasoning for each in (result,) if each and each.reasoning]
    about += [answer.beside_every_drug] if answer.beside_every_drug else []
    safety = [said for each in about for said in each.caveats]
    here = [*_of(safety, TOGETHER, False), *cautions(knowledge, "caution", UNDER_25)]
    return [
        Group(
            _("Is the combination safe?"),
            tuple(_of(safety, TOGETHER, True)),
            # what stopped the answer is the one thing that was looked at
            (result.recommendation.headline,) if result and result.is_stopped else (),
            first=4,
        ),
        Group(_("Is it safe for this person?"), tuple(here), first=4),
        Group(
            _("How does one person differ from the mean?"),
            tuple(said for each in about[-1:] for said in each.not_known),
            _one_person(),
        ),
        Group(
            _("What stands between a result and its use?"),
            tuple(said for each in about for said in each.barriers),
            (),
        ),
    ]


def _of(said: Iterable[Reason], names: Collection[str], wanted: bool) -> Iterator[Reason]:
    """The sentences whose row is among these names, or those whose row is not."""
    for each in said:
        if wanted == any(row.partition("/")[2] in names for row in each.rows):
            yield each


def _one_person() -> tuple[str, ...]:
    return (
        _(
            "Within one genotype, levels differ several-fold: age, liver, kidney, smoking, other "
            "medicines, missed doses. A mean says little about one person."
        ),
        _(
            "Which drug works best. The model compares genotypes within a drug, never drugs with "
            "each other."
        ),
    )
