"""How guideline bodies differ, in words: for every door and for the map of disagreements."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from pgx.science.knowledge import DisagreementKind

SPLITS: dict[DisagreementKind, Promise] = {
    "agree": gettext_lazy("the bodies agree"),
    "dose form": gettext_lazy("all ask for a change, and the dose form parts them"),
    "evidence cut-off": gettext_lazy("one source asks for a change, another does not"),
    "phenotype definition": gettext_lazy("the bodies class the result differently"),
    "silent": gettext_lazy("a guideline body is silent"),
    "threshold": gettext_lazy("the guidelines ask for different steps or numbers"),
}


def bodies_on(genes: Iterable[str], kind: DisagreementKind) -> str:
    """How the bodies stand to one another on a gene or a pair of genes, as a sentence."""
    text = gettext("On %(genes)s %(how)s.")
    return text % {"genes": " + ".join(genes), "how": SPLITS[kind]}
