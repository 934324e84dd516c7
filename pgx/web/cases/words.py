"""What the names of values mean, for a reader."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pgx.cases.names import MAIN, Name, RowName, parse
from pgx.cases.values import Values
from pgx.rounding import show
from pgx.web.knowledge.words import title

KINDS = {
    "exposure": gettext_lazy("Blood level"),
    "metabolite": gettext_lazy("Level of the active metabolite"),
    "level": gettext_lazy("Blood level"),
    "dose": gettext_lazy("Dose"),
    "drug": gettext_lazy("Drug"),
    "steady_days": gettext_lazy("Time until the level is steady"),
    "half_effect_week": gettext_lazy("Week of half the effect"),
    "response": gettext_lazy("Modelled response"),
    "points": gettext_lazy("Points over placebo, week 8"),
    "side_effects": gettext_lazy("Side-effect index"),
    "category": gettext_lazy("Guideline category"),
    "headline": gettext_lazy("Guideline statement"),
    "range": gettext_lazy("Therapeutic range"),
}
WITH_MORE = {
    "side_effects": gettext_lazy("Liability to %s"),
    "occupancy": gettext_lazy("Occupancy of %s"),
    "contribution": gettext_lazy("Part of %s in the response"),
    "phenotype": gettext_lazy("Phenotype of %s"),
    "genotype": gettext_lazy("Genotype of %s"),
    "person": gettext_lazy("Person: %s"),
}
PARTS = {
    "": "%s",
    "reference": gettext_lazy("%s, reference"),
    "ratio": gettext_lazy("%s, over the reference"),
    "change": gettext_lazy("%s, less the reference"),
    "low": gettext_lazy("%s, low end of the 95 %% interval"),
    "high": gettext_lazy("%s, high end of the 95 %% interval"),
}
OVER_REFERENCE = {"exposure", "metabolite", "response"}  # ratios from the start


def meaning(name: str, values: Values) -> str:
    """What a name stands for: `doubled/occupancy.SERT|ratio` in words."""
    parsed = parse(name)
    if isinstance(parsed, RowName):
        return f"{title(parsed.table)}: {parsed.key}"
    part = "ratio" if parsed.kind in OVER_REFERENCE and not parsed.part else parsed.part
    said = str(PARTS[part]) % _what(parsed, values)
    differs = "" if parsed.run == MAIN else _run(parsed.run, values)
    return f"{said} ({differs})" if differs else said


def _what(name: Name, values: Values) -> str:
    if name.kind in WITH_MORE and name.of:
        return str(WITH_MORE[name.kind]) % name.of
    if name.kind in KINDS:
        return str(KINDS[name.kind])
    label = _label(name, values)
    return label if name.week is None else _("%(what)s, week %(week)s") % {
        "what": label, "week": name.week
    }  # fmt: skip


def _label(name: Name, values: Values) -> str:
    """What the answer itself calls a station, a series or a node."""
    if name.of == "placebo":
        return _("Improvement on placebo")
    result = values.runs[name.run].results[0]
    found = {each.key: each.label for each in result.path} if name.kind == "station" else {}
    if name.kind == "course" and result.course:
        found = {each.key: each.label for each in result.course.series}
    if name.kind == "trace":
        found = {node["id"]: node["label"] for node in result.trace}
    return found.get(name.of, name.of)


def _run(run: str, values: Values) -> str:
    """What a run asks otherwise than the main one, in short."""
    case = values.case
    own, main = case.runs[run], case.runs[MAIN]
    said = []
    if (own.drug, own.dose_mg_per_day) != (main.drug, main.dose_mg_per_day):
        result = values.runs[run].results[0]
        said.append(f"{result.name} {show(result.dose_mg_per_day, 6)} {result.dose_unit}")
    said += [f"{marker} {text}" for marker, text in own.panel.items()]
    if own.co_medications is not None:
        said.append(_beside(own.co_medications))
    if own.everything_tested and case.order and not own.panel:
        said.append(_("everything tested"))
    if own.mechanism_reaches_symptoms:
        said.append(_("where the mechanism reaches symptoms"))
    return ", ".join(said)


def _beside(drugs: list[str]) -> str:
    if not drugs:
        return _("with nothing beside it")
    return _("beside %(drugs)s") % {"drugs": ", ".join(drugs)}
