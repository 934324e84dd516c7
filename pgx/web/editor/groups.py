"""The genes of the form in three groups, each gene with its fields and what they amount to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pgx.assessments.answer import ClassAnswer
from pgx.science.knowledge import Knowledge
from pgx.web.editor.read_as import Amounts, amounts
from pgx.web.form import Field

EXPOSURE = "exposure"


@dataclass(frozen=True)
class Gene:
    """A gene of the form: its markers' fields, and the class that they make."""

    gene: str
    name: str
    fields: tuple[Field, ...]
    amounts: Amounts | None = None
    has_class: bool = True


@dataclass(frozen=True)
class Groups:
    """Genes that a guideline uses, genes that only the model uses, and genes of neither."""

    guideline: tuple[Gene, ...]
    model: tuple[Gene, ...]
    known: tuple[Gene, ...]

    @property
    def with_class(self) -> tuple[Gene, ...]:
        """The genes whose genotypes make a class."""
        return (*self.guideline, *self.model)

    @property
    def given(self) -> tuple[Field, ...]:
        """The genotypes that were given, those of guidelines first."""
        genes = (*self.guideline, *self.model, *self.known)
        return tuple(field for gene in genes for field in gene.fields if field.value)


def group(knowledge: Knowledge, fields: Sequence[Field], classes: Iterable[ClassAnswer]) -> Groups:
    """Put the genotype fields where they act."""
    found = {each.gene: each for each in classes}
    exposure = [each for each in fields if knowledge.genes[each.label] == EXPOSURE]
    used = [each for each in fields if each.used_in_model and each not in exposure]
    known = [each for each in fields if not each.used_in_model and each not in exposure]
    # The name of an enzyme says no more than its letters do.
    names = knowledge.gene_names
    return Groups(
        _genes(exposure, {}, found), _genes(used, names, found), _genes(known, names, None)
    )


def _genes(
    fields: Iterable[Field], names: Mapping[str, str], classes: dict[str, ClassAnswer] | None
) -> tuple[Gene, ...]:
    by_gene = [(gene, tuple(own)) for gene, own in groupby(fields, lambda field: field.label)]
    if classes is None:
        return tuple(Gene(gene, names.get(gene, ""), own, has_class=False) for gene, own in by_gene)
    return tuple(
        Gene(gene, names.get(gene, ""), own, _amounts(own, classes.get(gene)))
        for gene, own in by_gene
    )


def _amounts(fields: Iterable[Field], found: ClassAnswer | None) -> Amounts | None:
    """What the genotypes that were given amount to."""
    calls = [field.call for field in fields if field.value and field.call]
    return amounts(found, [call.genotype for call in calls]) if calls else None
