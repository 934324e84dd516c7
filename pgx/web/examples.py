"""The questions with which a new visitor begins. Each is only an address of Explore."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Example:
    """A question, a line that says what is in it, and its panel and regimen."""

    title: str | Promise
    line: str | Promise
    query: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where Explore answers it; empty as long as there is no such page."""
        try:
            page = reverse("explore")
        except NoReverseMatch:
            return ""
        return f"{page}?{urlencode(self.query, safe='*/')}" if self.query else page

    def with_release(self, release: str) -> Example:
        """The same question of another release than today's."""
        return replace(self, query={**self.query, "release": release})


# One gene on which a guideline acts beside one on which it does not.
TWO_GENES = {
    "drug": "escitalopram",
    "dose_mg_per_day": "10",
    "CYP2C19": "*2/*2",
    "5-HTTLPR": "S/S",
    "rs25531": "A/A",
}

EXAMPLES = (
    Example(
        _("What do CYP2C19 *2/*2 and 5-HTTLPR S/S change for escitalopram?"),
        _("10 mg/day: one gene clears the drug, the other makes the transporter that it blocks."),
        TWO_GENES,
    ),
    Example(
        _("Does 5-HTTLPR S/S change anything for sertraline?"),
        _("50 mg/day, with rs25531 A/A: a gene that only the model uses."),
        {
            "drug": "sertraline",
            "dose_mg_per_day": "50",
            "5-HTTLPR": "S/S",
            "rs25531": "A/A",
        },
    ),
    Example(
        _("What if a genotype can be read in two ways?"),
        _("rs6295 C/C without its strand, and citalopram 20 mg/day: ambiguous, not guessed."),
        {"drug": "citalopram", "dose_mg_per_day": "20", "rs6295": "C/C"},
    ),
    Example(_("Start empty"), _("Choose the drug, the dose and each genotype yourself.")),
)

# Invented people to load into the form, each with what one can see in them.
PEOPLE = (
    Example(
        _("One genotype that counts, one that does not"),
        _("CYP2C19 *2/*2 and 5-HTTLPR S/S, escitalopram 10 mg/day: see which changes the advice."),
        TWO_GENES,
    ),
    Example(
        _("Two genes, one drug"),
        _("CYP2B6 poor and CYP2C19 intermediate: sertraline is looked up by both together."),
        {"drug": "sertraline", "dose_mg_per_day": "100", "CYP2C19": "*1/*2", "CYP2B6": "*6/*6"},
    ),
    Example(
        _("A third copy"),
        _("CYP2D6 *1/*1x2, venlafaxine 75 mg/day: more of it becomes desvenlafaxine."),
        {"drug": "venlafaxine", "dose_mg_per_day": "75", "CYP2D6": "*1/*1x2"},
    ),
    Example(
        _("Normal by genotype, poor by co-medication"),
        _("Bupropion beside vortioxetine: the genes say one thing, the enzyme does another."),
        {
            "drug": "vortioxetine",
            "dose_mg_per_day": "10",
            "co_medications": "bupropion",
            "CYP2D6": "*1/*1",
        },
    ),
    Example(
        _("Every mechanism gene read"),
        _("Transporter, receptors and BDNF differ from the reference; no guideline uses them."),
        {
            "drug": "fluvoxamine",
            "dose_mg_per_day": "100",
            "orientation": "literature",
            "5-HTTLPR": "S/S",
            "rs25531": "A/A",
            "rs6295": "C/G",
            "rs6265": "A/A",
            "rs1345697": "A/G",
            "rs2032583": "T/C",
        },
    ),
    Example(
        _("Letters without a strand"),
        _("rs6295 C/C can mean two things: it is not guessed until you say which strand."),
        {"drug": "citalopram", "dose_mg_per_day": "20", "rs6295": "C/C"},
    ),
    Example(
        _("Everything stops"),
        _("An MAO inhibitor beside sertraline: no genotype matters, and nothing is modelled."),
        {
            "drug": "sertraline",
            "dose_mg_per_day": "50",
            "co_medications": "phenelzine",
            "CYP2C19": "*1/*2",
        },
    ),
    Example(
        _("The bodies disagree"),
        _("CYP2C19 *1/*17, escitalopram 20 mg/day: one genotype, read in two ways."),
        {"drug": "escitalopram", "dose_mg_per_day": "20", "CYP2C19": "*1/*17"},
    ),
)


def examples() -> list[Example]:
    """Those that lead somewhere."""
    return [example for example in EXAMPLES if example.url]
