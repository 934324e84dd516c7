"""The evidence switch: the effect that a published odds ratio would ask of a modifier.

For learners. It answers beside the model: no other answer changes by it.
"""

from __future__ import annotations

import math
from dataclasses import fields, replace
from functools import lru_cache

from django.utils.translation import get_language

from pgx.assessments.answer import ReleaseAnswer
from pgx.assessments.errors import FieldError, QuestionRefused, nearest
from pgx.assessments.evidence_answer import (
    EvidenceAnswer,
    ModelledAnswer,
    PublishedAnswer,
    Status,
)
from pgx.assessments.evidence_wording import words
from pgx.assessments.wording import counted
from pgx.echo import short
from pgx.knowledge import releases
from pgx.science import chain, evidence
from pgx.science.chain import ANCHOR, Setup
from pgx.science.evidence import OUTCOMES, Solution
from pgx.science.knowledge import Association, EvidenceTarget, Knowledge


def solve_modifier(gene: str, shrunk: bool = False, release: str | None = None) -> EvidenceAnswer:
    """Solve a gene's effect for its published odds ratio, whole or shrunk by its grade.

    Raises QuestionRefused for a gene without such an association, NoRelease where the
    release is not loaded.
    """
    knowledge = releases.find(release)
    target = _target(knowledge, gene)
    answer = _answer(chain.setup(knowledge), target, shrunk)
    return replace(answer, words=words(answer))


def solve_all(knowledge: Knowledge, shrunk: bool = False) -> tuple[EvidenceAnswer, ...]:
    """`solve_modifier` for every gene that has such an association, in the release's order."""
    return _answers(knowledge, shrunk, get_language())


@lru_cache(maxsize=16)
def _answers(
    knowledge: Knowledge, shrunk: bool, language: str | None
) -> tuple[EvidenceAnswer, ...]:
    setup = chain.setup(knowledge)
    found = (_answer(setup, each, shrunk) for each in knowledge.evidence_targets.values())
    return tuple(replace(answer, words=words(answer)) for answer in found)


def _target(knowledge: Knowledge, gene: str) -> EvidenceTarget:
    known = {knowledge.modifiers[each].gene: each for each in knowledge.evidence_targets}
    name = known.get(gene.strip().upper())
    if name is None:
        says = f"{short(gene.strip()) or 'The empty name'} has no effect that can be solved for."
        hint = nearest(gene, known) if known else "This release has none."
        raise QuestionRefused([FieldError("gene", "unknown_gene", says, hint)])
    return knowledge.evidence_targets[name]


def _answer(setup: Setup, target: EvidenceTarget, shrunk: bool) -> EvidenceAnswer:
    """Every field of the answer but its words."""
    knowledge, p = setup.knowledge, setup.knowledge.parameters
    modifier, drug = knowledge.modifiers[target.modifier], knowledge.drugs[ANCHOR]
    share = evidence.shrinkage(knowledge, target)
    asked = _asked(target.association, share if shrunk else 1.0)
    solution = None if asked is None else evidence.solve(setup, target, asked)
    modelled = _modelled(solution) if solution else None
    status = _status(solution)
    return EvidenceAnswer(
        release=ReleaseAnswer(knowledge.version, knowledge.sha256),
        gene=modifier.gene,
        modifier=modifier.modifier,
        status=status,
        shrunk=shrunk,
        symbols=list(target.symbols),
        unit=p.number(target.symbols[0]).unit,
        low=target.low,
        high=target.high,
        drug=drug.name,
        dose_mg_per_day=drug.value("reference_dose"),
        outcome=target.outcome,
        day=getattr(p, OUTCOMES[target.outcome][1]),
        genotype=counted(modifier, target.count),
        against=counted(modifier, target.against),
        grade=evidence.grade(knowledge, target),
        shrinkage=share,
        published=_published(knowledge, target.association),
        null=_published(knowledge, target.null) if target.null else None,
        asked=asked,
        solved=modelled if status == "solved" else None,
        nearest=modelled if status == "none does" else None,
        shipped=_modelled(evidence.shipped(setup, target)),
        caveat=target.caveat,
        words=[],
    )


def _asked(association: Association, share: float) -> float | None:
    """The published odds ratio to the power of a share; 1 where the share is 0."""
    if share == 0:
        return 1.0
    return None if association.odds_ratio is None else float(association.odds_ratio**share)


def _status(solution: Solution | None) -> Status:
    if solution is None:
        return "no odds ratio published"
    return "solved" if solution.is_found else "none does"


def _modelled(solution: Solution) -> ModelledAnswer:
    return ModelledAnswer(solution.effect, math.exp(solution.effect), solution.odds_ratio)


def _published(knowledge: Knowledge, found: Association) -> PublishedAnswer:
    own = {each.name for each in fields(PublishedAnswer)} - {"citation"}
    citation = knowledge.references[found.reference].citation
    return PublishedAnswer(**{name: getattr(found, name) for name in own}, citation=citation)
