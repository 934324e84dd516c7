"""The sentences of reasons.py, from data alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from django.utils.translation import get_language, gettext

from pgx.assessments.splits_wording import bodies_on
from pgx.rounding import show
from pgx.science.category_change import Change, ChangeSet
from pgx.science.disagreement import NUMBERS, Split
from pgx.science.guideline import ANY, Finding
from pgx.science.knowledge import Allele, Statement
from pgx.science.phenotypes import FunctionalClass
from pgx.science.recommendation import IF_NEEDED, deciding

AND = " + "


def _(message: str) -> str:
    """gettext, once a language: an answer of thirty drugs asks for some five hundred sentences."""
    return _translated(message, get_language())


@lru_cache(maxsize=256)
def _translated(message: str, language: str | None) -> str:
    return gettext(message)


def finding(found: Finding) -> str:
    """What a body says, with its year and the condition under which it holds."""
    who = " ".join(filter(None, (found.body, found.document, found.year)))
    genes = _("any genotype") if found.genes == (ANY,) else AND.join(found.genes)
    if not found.statement:
        return found.said
    text = _("%(who)s on %(genes)s: %(said)s") % {"who": who, "genes": genes, "said": found.said}
    return f"{text} ({found.condition})" if found.condition else text


def actions(statement: Statement | None) -> str:
    """Which action of a row sets the category, and every other one that it names."""
    if not statement:
        return ""
    first = deciding(statement.actions)
    rest = [each for each in statement.actions if each != first]
    text = _("Of this statement “%(action)s” sets the category.") % {
        "action": _number(statement, first)
    }
    if rest:
        others = "; ".join(_number(statement, each) for each in rest)
        text += " " + _("It also names: %(others)s.") % {"others": others}
    return text


def _number(statement: Statement, action: str) -> str:
    """An action with the number that the row gives for it."""
    column = NUMBERS.get(action.removesuffix(IF_NEEDED))
    value = getattr(statement, column) if column else None
    if not value:
        return action
    if isinstance(value, float):
        return _("%(action)s (%(value)s mg a day)") % {"action": action, "value": show(value)}
    is_number = value.lstrip("+-").replace(".", "", 1).isdecimal()
    if is_number:
        return f"{action} ({value} %)"
    inside = value.partition("(")[2].removesuffix(")")  # "lower (size not given)"
    return f"{action} ({inside or value})"


def genotype(alleles: Mapping[str, Allele], enzyme: FunctionalClass) -> str:
    """Which alleles give the phenotype of a gene that was read."""
    values = {
        "gene": enzyme.gene,
        "name": enzyme.name,
        "parts": AND.join(_alleles(alleles, enzyme)),
        "score": show(enzyme.score) if enzyme.score is not None else "",
        "phenotype": enzyme.phenotype,
    }
    if enzyme.score is None:
        return _("%(gene)s %(name)s: %(parts)s give the phenotype %(phenotype)s.") % values
    text = _("%(gene)s %(name)s: %(parts)s give the activity score %(score)s, %(phenotype)s.")
    return text % values


def _alleles(alleles: Mapping[str, Allele], enzyme: FunctionalClass) -> Iterator[str]:
    """Each allele with its activity value, or its function where the gene has no values."""
    for name in enzyme.alleles:
        value, function = alleles[name].activity, alleles[name].function
        known = function if enzyme.score is None or value is None else show(value)
        yield f"{name} ({known})" if known else name


def not_read(own: FunctionalClass) -> str:
    """That a gene has no result; the reason where there is more to say than that."""
    if own.status == "not tested":
        return _("%(gene)s is not tested: not tested is not normal.") % {"gene": own.gene}
    text = _("%(gene)s has no usable result (%(reason)s): no result is not normal.")
    return text % {"gene": own.gene, "reason": own.reason or own.status}


def missing_result(own: FunctionalClass) -> str:
    """That the row was found without a result of this gene."""
    text = _("%(gene)s is %(status)s: the statement is the one for a missing result.")
    return text % {"gene": own.gene, "status": own.status}


def compared(split: Split) -> str:
    """How the bodies differ on a gene, and what that teaches."""
    return f"{bodies_on(split.genes, split.kind)} {split.teaching_point}".rstrip()


def no_part(genes: list[str]) -> str:
    """That the category rests on the published layer alone."""
    if not genes:
        return _("The category comes from the published layer alone; the model takes no part.")
    text = _("The category comes from the published layer alone; %(genes)s and the model change "
             "nothing in it.")  # fmt: skip
    return text % {"genes": ", ".join(genes)}


def would_change(found: ChangeSet) -> str:
    """Changes of genotype that together give another category."""
    changes = _(" and ").join(_change(each) for each in found.changes)
    text = _("With %(changes)s the category would be “%(category)s”.")
    return text % {"changes": changes, "category": found.category}


def no_change() -> str:
    """That no change of genotype gives another category."""
    return _("No change of genotype alters this category.")


def _change(change: Change) -> str:
    """One gene's part: "CYP2D6 Poor Metabolizer (score 0) in place of Normal Metabolizer"."""
    text = _("%(gene)s %(to)s%(scores)s in place of %(was)s")
    return text % {
        "gene": change.gene,
        "to": change.to,
        "scores": _scores(change),
        "was": change.was,
    }


def _scores(change: Change) -> str:
    if not change.scores:
        return ""
    low, high = show(change.scores[0]), show(change.scores[-1])
    if change.and_above:
        return _(" (score %(low)s and above)") % {"low": low}
    if low == high:
        return _(" (score %(score)s)") % {"score": low}
    return _(" (score %(low)s to %(high)s)") % {"low": low, "high": high}
