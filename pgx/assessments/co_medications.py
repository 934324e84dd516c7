"""What each co-medication does here, in words: one line for each thing that it does."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from pgx.assessments.answer import FlagAnswer
from pgx.assessments.errors import closest
from pgx.echo import short
from pgx.science.co_medications import Effect, Effects, names
from pgx.science.evaluation import Evaluation
from pgx.science.exposure import enzymes_of
from pgx.science.knowledge import Caution, Knowledge
from pgx.science.phenotypes import FunctionalClass, short_name

# What a co-medication does -> the code of its flag; the order in which flags stand.
CODES = {
    "stops": "mao_inhibitor",
    "mao inhibitor": "mao_inhibitor_not_checked",
    "inhibits": "co_medication_inhibits",
    "serotonergic": "co_medication_serotonergic",
    "qt": "co_medication_qt",
    "named": "co_medication_named",
    "same drug": "co_medication_same_drug",
    "not checked": "co_medication_not_checked",
}
HELP = _lazy(
    "List a medicine stopped lately too: an inhibitor still counts for days, fluoxetine for weeks."
)
INDUCER = _lazy("lowers levels, size not modelled")


def flags(evaluation: Evaluation, row: int) -> list[FlagAnswer]:
    """The flags on a row's co-medications, and on the enzymes that they act on."""
    knowledge, found = evaluation.setup.knowledge, evaluation.effects[row]
    drug = evaluation.drug(row).name
    said = [
        FlagAnswer(code, line, _rows(knowledge, own))
        for kind, code in CODES.items()
        for own in _by_name(found, kind)
        for line in _lines(knowledge, drug, own)
    ]
    return said if evaluation.stopped[row] else [*said, *_converted(evaluation, row)]


def _by_name(found: Effects, kind: str) -> list[list[Effect]]:
    """The effects of one kind, those of each medicine together."""
    names_of_kind = dict.fromkeys(each.name for each in found if each.kind == kind)
    return [[e for e in found if (e.kind, e.name) == (kind, name)] for name in names_of_kind]


def _converted(evaluation: Evaluation, row: int) -> Iterator[FlagAnswer]:
    columns = evaluation.phenotypes.enzymes.values()
    for says in (both_phenotypes(column[row]) for column in columns):
        if says:
            yield FlagAnswer("phenoconversion", f"{says}.")


def both_phenotypes(found: FunctionalClass) -> str:
    """The phenotype that acts and the one by genotype in one sentence; empty where one acts."""
    if not found.converted_by:
        return ""
    acting, predicted = short_name(found.phenotype), short_name(found.predicted)
    by_genotype = _("%(own)s by genotype") % {"own": predicted}
    if acting == predicted:
        text = _("%(gene)s: %(own)s by genotype, and no less with %(names)s")
        return text % {
            "gene": found.gene,
            "own": acting,
            "names": ", ".join(found.converted_by),
        }
    return _("%(gene)s: %(acting)s by co-medication, %(predicted)s (acts: %(names)s)") % {
        "gene": found.gene,
        "acting": acting,
        "predicted": by_genotype if predicted else _("genotype %s") % found.status,
        "names": ", ".join(found.converted_by),
    }


def phenotypes_or_genotypes(evaluation: Evaluation, row: int) -> str:
    """What a level rests on: genotypes alone, or phenotypes that co-medications made."""
    genes = enzymes_of(evaluation.setup.knowledge, evaluation.drug(row).drug)
    acting = (evaluation.phenotypes.enzymes[gene][row].converted_by for gene in genes)
    return _("genotypes and co-medications") if any(acting) else _("genotypes")


def _lines(knowledge: Knowledge, drug: str, effects: list[Effect]) -> Iterator[str]:
    """What one medicine does of one kind, in one line, with the notes of its rows."""
    first, name = effects[0], short(effects[0].name)
    notes = [e.row.note for e in effects if e.row and e.row.note and e.kind != "named"]
    texts = {
        "stops": stops,
        "mao inhibitor": _other_kind,
        "inhibits": _inhibits,
        "serotonergic": interaction,
        "qt": interaction,
        "named": _named,
        "same drug": _same_drug,
        "not checked": lambda *_: not_checked(knowledge, first.name),
    }
    text = texts[first.kind](name, drug, tuple(effects))
    said = "; ".join(dict.fromkeys(notes))
    line = f"{text.removesuffix('.')} ({said})." if said else text
    yield " ".join([line, *(each.text for each in _cautions(knowledge, first.kind))])


def _rows(knowledge: Knowledge, own: list[Effect]) -> list[str]:
    """The rows behind the line on one medicine."""
    cautions = _cautions(knowledge, own[0].kind)
    return [*(each.row.row for each in own if each.row), *(each.row for each in cautions)]


def _cautions(knowledge: Knowledge, kind: str) -> tuple[Caution, ...]:
    """What the knowledge base says of every medicine of this kind."""
    about = {"stops": "mao_inhibitor"}.get(kind, kind)
    if about not in ("mao_inhibitor", "serotonergic", "qt"):
        return ()
    return knowledge.cautions_about("caution", about)


def interaction(name: str, drug: str, effects: Effects) -> str:
    """The line on a serotonergic or QT medicine."""
    if effects[0].kind == "qt":
        text = _("%(name)s prolongs QT: that it does so beside this drug was not checked here.")
    elif effects[0].row:
        text = _("%(name)s is serotonergic: the two together were not checked here.")
    else:
        text = _(
            "%(name)s binds SERT too, so it adds serotonin: one drug is modelled at a time, and "
            "the two together were not checked here."
        )
    return text % {"name": name}


def stops(name: str, drug: str, effects: Effects) -> str:
    """Why nothing is modelled."""
    return _(
        "%(name)s is an MAO inhibitor: beside %(drug)s it is contraindicated in every label "
        "(serotonin syndrome, hypertensive crisis). Nothing is modelled."
    ) % {"name": name, "drug": drug}


def _other_kind(name: str, drug: str, effects: Effects) -> str:
    return _(
        "%(name)s is an MAO inhibitor: beside %(drug)s it was not checked, and nothing is said of "
        "its safety."
    ) % {"name": name, "drug": drug}


def _inhibits(name: str, drug: str, effects: Effects) -> str:
    said = (f"{each.row.enzyme} ({each.row.strength})" for each in effects if each.row)
    return _("%(name)s inhibits %(enzymes)s.") % {"name": name, "enzymes": _(" and ").join(said)}


def _named(name: str, drug: str, effects: Effects) -> str:
    """A weak inhibitor, an inducer, an enzyme without a term: what each is, and that it is left."""
    said = []
    for row in (each.row for each in effects if each.row):
        if row.effect == "inducer":
            text = _("induces %(enzyme)s")
        elif row.strength == "weak":
            text = _("weak inhibitor of %(enzyme)s, which changes nothing here")
        else:
            text = _("%(strength)s inhibitor of %(enzyme)s")
        note = row.note or {"inducer": INDUCER}.get(row.effect, "")
        words = text % {"enzyme": row.enzyme, "strength": row.strength}
        said.append(f"{words} ({note})" if note else words)
    return f"{name}, {'; '.join(said)}."


def _same_drug(name: str, drug: str, effects: Effects) -> str:
    text = _("%(name)s is the drug itself: what it does to its own enzymes is in its level already")
    return f"{text % {'name': name}}."


def not_checked(knowledge: Knowledge, name: str) -> str:
    """A medicine of which nothing is known here, with the nearest name that is known."""
    says = _("%(name)s was not checked: what it does beside this drug is not known here.")
    known = sorted(set(names(knowledge).values()))
    return " ".join(filter(None, (says % {"name": short(name)}, closest(name, known))))
