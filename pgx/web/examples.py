"""The questions with which a new visitor begins. Each is only an address of Explore."""

from dataclasses import dataclass, field
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


EXAMPLES = (
    Example(
        _("What does CYP2C19 *2/*2 do to escitalopram?"),
        _("10 mg/day, and no working copy of the enzyme that mainly clears it."),
        {"drug": "escitalopram", "dose_mg_per_day": "10", "CYP2C19": "*2/*2"},
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


def examples() -> list[Example]:
    """Those that lead somewhere."""
    return [example for example in EXAMPLES if example.url]
