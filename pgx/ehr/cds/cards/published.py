"""What guideline bodies say of a drug and a panel: the leading one, then the others."""

from __future__ import annotations

from pgx.assessments.answer import Assessment, FindingAnswer, RecommendationAnswer, ResultAnswer
from pgx.ehr.cds.cards.markdown import listed, plain
from pgx.science.guideline import ANY


def leading(result: ResultAnswer) -> str:
    """The statement that gave the category, its strength, and when it holds."""
    found = result.recommendation
    strength = "" if found.strength == "none" else f"Strength: {found.strength}."
    condition = f"({found.leading.condition})" if found.leading and found.leading.condition else ""
    return plain(" ".join(filter(None, (found.headline, strength, condition))))


def others(answer: Assessment, result: ResultAnswer) -> str:
    """What else is advised, who is silent and how, and where the bodies differ."""
    found = result.recommendation
    rest = [each for each in found.others if each.says != found.headline]
    read = {call.gene for call in answer.calls if call.status == "called"}
    told = [each for each in rest if _is_told(each, read)]
    silent = [each for each in rest if each not in told]
    return listed([*_told(told), *_without(silent), *_compared(found)])


def _is_told(found: FindingAnswer, read: set[str]) -> bool:
    """Advice in full; and for whoever has a result, why a body has none on that gene."""
    has_result = found.kind == "no recommendation" and bool(read & set(found.genes))
    return found.kind == "advice" or has_result


def _told(found: list[FindingAnswer]) -> list[str]:
    """One line a body and gene: it may say several things, by age or form."""
    said: dict[str, list[str]] = {}
    for each in found:
        said.setdefault(each.label, []).append(each.says_when)
    return [f"{label}: {' '.join(lines)}" for label, lines in said.items()]


def _without(found: list[FindingAnswer]) -> list[str]:
    """One line for each way in which there is no advice; what was not tested stands elsewhere."""
    kinds: dict[str, dict[str, list[str]]] = {}
    for each in found:
        if each.kind != "not tested":
            kinds.setdefault(each.kind, {}).setdefault(_who(each), []).extend(each.genes)
    return [f"{kind.capitalize()}: {_named(bodies)}." for kind, bodies in kinds.items()]


def _who(found: FindingAnswer) -> str:
    return " ".join(filter(None, (found.body, found.document)))


def _named(bodies: dict[str, list[str]]) -> str:
    """For example "CPIC (HTR2A, SLC6A4); DPWG (CYP2D6)"."""
    genes = {who: ", ".join(gene for gene in found if gene != ANY) for who, found in bodies.items()}
    return "; ".join(f"{who} ({each})" if each else who for who, each in genes.items())


def _compared(found: RecommendationAnswer) -> list[str]:
    return [each.says for each in found.splits]
