"""Sentences and flags, built from an evaluation: no free text, no advice."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from pgx.assessments import co_medications
from pgx.assessments.answer import FlagAnswer
from pgx.rounding import ratio, show, show_beside
from pgx.science import response
from pgx.science.evaluation import NO_DATA, NO_GENE, Evaluation
from pgx.science.explanation import Station
from pgx.science.exposure import Floats, enzymes_of, has_no_data
from pgx.science.knowledge import Allele, Drug, Knowledge, Modifier
from pgx.science.phenotypes import SERT_MARKERS

COVERAGE = ("coverage_floor", "coverage_low", "coverage_high", "coverage_ceiling")
NOTHING = 5e-4  # a change that rounding to three digits does not show


def dose_unit(drug: Drug) -> str:
    """What a dose of the drug is in: of single doses, not a day's."""
    return _("mg a session") if drug.kind == "rapid" else _("mg/day")


def counted(modifier: Modifier, count: float) -> str:
    """What a count means: "1 × S-prime", "not G/G"."""
    allele = modifier.counted_allele
    if modifier.rule == "homozygous":
        return f"{allele}/{allele}" if count else _("not %(pair)s") % {"pair": f"{allele}/{allele}"}
    return f"{show(count)} × {allele}"


def as_genotype(knowledge: Knowledge, modifier: Modifier, count: int) -> str:
    """The genotype that a count stands for: "Val/Met", "L'/S'", "not G/G"."""
    if modifier.rule == "homozygous":
        return counted(modifier, count)
    if modifier.marker in SERT_MARKERS:
        names = ("L'", "S'")
    else:
        alleles = knowledge.markers[modifier.marker].alleles
        other = next(each for each in alleles if each.allele != modifier.counted_allele)
        own = next(each for each in alleles if each.allele == modifier.counted_allele)
        names = (_word(other), _word(own))
    return "/".join([names[0]] * (2 - count) + [names[1]] * count)


def _word(allele: Allele) -> str:
    """An allele's name as people say it: Val for G of rs6265."""
    words = (alias for alias in allele.aliases if alias.isalpha() and len(alias) > 1)
    return next(words, allele.allele)


def finding(stations: tuple[Station, ...]) -> str:
    """The heading over the model's part: what moves, and what does not."""
    by_key = {station.key: station for station in stations}
    level, response = by_key["exposure"], by_key["response"]
    return f"{_level_moves(level)} {_response_moves(response, by_key.get('resilience'))}"


def _level_moves(station: Station) -> str:
    if station.status == NO_DATA:
        return _("There are no data on the level.")
    if station.status == NO_GENE:
        return _("No known gene moves the level.")
    if station.status != "called":
        return _("No gene that moves the level was read.")
    if abs(station.ratio - 1) < NOTHING:
        return _("The level is that of the reference.")
    times = show(station.ratio, 2)
    if times == "1":
        return _("The level is about that of the reference.")
    return _("The level is %(ratio)s times the reference.") % {"ratio": times}


def _response_moves(station: Station, circuit: Station | None) -> str:
    moved = station.value - station.reference_value
    if math.isnan(station.value):
        return _("The model does not represent how this drug helps.")
    if station.status != "called" and circuit and circuit.status == "called":
        return _("The modelled response does not move: what was read stops at the circuit.")
    if station.status != "called":
        return _("The reference patient stands in.")
    if abs(moved) < NOTHING:
        return _("The modelled response does not move.")
    points = show(moved, 1, signed=True)
    return _("The modelled response moves by %(points)s points.") % {"points": points}


def sentences(evaluation: Evaluation, row: int, stations: tuple[Station, ...]) -> list[str]:
    """The result in a learner's words, in the order of the path."""
    by_key = {station.key: station for station in stations}
    return [
        _exposure(evaluation, row, by_key["exposure"]),
        _occupancy(by_key["occupancy"]),
        _response(by_key["response"]),
        *_plasticity(evaluation, row),
        *_signal(evaluation, row),
    ]


def _exposure(evaluation: Evaluation, row: int, station: Station) -> str:
    name = evaluation.drug(row).drug
    if station.status == NO_DATA:
        return _(
            "This release has no measurement of what these genotypes do to the %(drug)s level, so "
            "the normal level stands in: no data is not normal."
        ) % {"drug": name}
    if station.status == NO_GENE:
        return _("This release knows no gene that moves the %(drug)s level.") % {"drug": name}
    if station.status != "called":
        return _(
            "No gene that moves the %(drug)s level was read, so the reference patient's level "
            "stands in: not tested is not normal."
        ) % {"drug": name}
    if abs(station.ratio - 1) < NOTHING:
        return _("The mean %(drug)s level is that of the reference patient.") % {"drug": name}
    return _(
        "The mean %(drug)s level of people with these %(whose)s is %(ratio)s times that of normal "
        "metabolizers; single people differ from it several-fold."
    ) % {
        "drug": name,
        "whose": co_medications.phenotypes_or_genotypes(evaluation, row),
        "ratio": show(station.ratio),
    }


def _occupancy(station: Station) -> str:
    return _(
        "In the model the drug occupies %(value)s %% of serotonin transporters; in the "
        "reference patient %(reference)s %%."
    ) % {"value": show(100 * station.value), "reference": show(100 * station.reference_value)}


def _response(station: Station) -> str:
    if math.isnan(station.value):
        return _(
            "The mechanisms of this model do not explain this drug's benefit, so no symptom "
            "course is shown."
        )
    return _(
        "The modelled symptom effect at week 8 is %(value)s points over placebo; in the "
        "reference patient %(reference)s."
    ) % {"value": show(station.value), "reference": show(station.reference_value)}


def _plasticity(evaluation: Evaluation, row: int) -> Iterator[str]:
    """Which genotypes move modelled plasticity, with what is known of each."""
    if not evaluation.is_explained:
        return
    modifiers = evaluation.setup.knowledge.modifiers
    for group, parts in evaluation.contributions.groups.items():
        factor = float(parts[row])
        if group not in modifiers or not abs(factor) > NOTHING:
            continue
        text = _("%(gene)s changes modelled plasticity by %(factor)s: %(meaning)s%(stops)s.")
        stops = not evaluation.rows.reach[group]
        yield text % {
            "gene": modifiers[group].gene,
            "factor": ratio(math.exp(factor)),
            "meaning": modifiers[group].meaning,
            "stops": _(", so it stops at plasticity") if stops else "",
        }


def _signal(evaluation: Evaluation, row: int) -> Iterator[str]:
    """Modelled plasticity beside the reference, by its interval; never a category."""
    if not evaluation.signal(row):
        return
    interval = evaluation.relative_interval
    low, high = float(interval.low[row]), float(interval.high[row])
    if low == high == 1:
        yield _("Modelled plasticity at week 12 is the reference patient's own.")
        return
    said = {
        "similar": _("similar to the reference patient's: the 95 % interval contains 1"),
        "lower": _("lower than the reference patient's: the 95 % interval lies below 1"),
        "higher": _("higher than the reference patient's: the 95 % interval lies above 1"),
    }[evaluation.signal(row)]
    yield _("Modelled plasticity at week 12 is %(said)s (%(low)s to %(high)s).") % {
        "said": said,
        "low": show_beside(low, 1),
        "high": show_beside(high, 1),
    }


def expert_sentences(evaluation: Evaluation, row: int, stations: tuple[Station, ...]) -> list[str]:
    """The result in an expert's words: numbers with their intervals, in the order of the path."""
    by_key = {station.key: station for station in stations}
    return [
        *(_measured(station) for station in stations if math.isfinite(station.value)),
        _saturation(evaluation, by_key["occupancy"]),
        *_sum(evaluation),
        _("The intervals are those of a genotype group's mean. They hold what is uncertain about "
          "the modifiers and the exposure ratios, not what is wrong with the model."),
    ]  # fmt: skip


def _measured(station: Station) -> str:
    unit = "" if station.unit == "fraction" else f" {station.unit}"
    ends = {"low": show(station.low), "high": show(station.high)}
    interval = _(" (95 %% interval %(low)s to %(high)s)") % ends
    text = _("%(label)s, %(at)s: %(value)s%(interval)s; reference %(reference)s; weakest source "
             "%(confidence)s.")  # fmt: skip
    return text % {
        "label": station.label,
        "at": station.at,
        "value": f"{show(station.value)}{unit}",
        "interval": interval if station.low < station.high else "",
        "reference": show(station.reference_value),
        "confidence": station.confidence,
    }


def _saturation(evaluation: Evaluation, station: Station) -> str:
    """How steep the occupancy curve is here: the derivative worth knowing (model.md 5)."""
    ceiling = evaluation.setup.knowledge.parameters.Emax_SERT
    slope = station.value * (1 - station.value / ceiling)
    return _(
        "At this point of the occupancy curve, 10 %% more drug adds %(points)s percentage points."
    ) % {"points": show(100 * slope * math.log(1.1), 2)}


def _sum(evaluation: Evaluation) -> Iterator[str]:
    """The contributions as a sum of logs."""
    if evaluation.depth != "full" or not math.isfinite(evaluation.contributions.total[0]):
        return
    parts = " ".join(
        f"{show(float(part[0]), 3, signed=True)} ({group})"
        for group, part in evaluation.contributions.groups.items()
    )
    total = show(float(evaluation.contributions.total[0]), 3, signed=True)
    yield _("ln of the relative response: %(total)s = %(parts)s.") % {
        "total": total,
        "parts": parts,
    }


def flags(evaluation: Evaluation, row: int) -> list[FlagAnswer]:
    """What must stand beside the numbers of a row, or in their place."""
    if evaluation.stopped[row]:
        return co_medications.flags(evaluation, row)
    return [
        *co_medications.flags(evaluation, row),
        *_dose_flags(evaluation, row),
        *_kinetics_flags(evaluation, row),
        *_range_flag(evaluation, row),
        *_model_flags(evaluation, row),
        *_data_flags(evaluation, row),
    ]


def _dose_flags(evaluation: Evaluation, row: int) -> Iterator[FlagAnswer]:
    drug, dose = evaluation.drug(row), float(evaluation.regimens.dose[row])
    ends = drug.values["label_dose_low"], drug.values["label_dose_high"]
    low, high = (end.value for end in ends)
    if low <= dose <= high:
        return
    side = _("below") if dose < low else _("above")
    message = _("%(dose)s mg/day is %(side)s the label range of %(low)s to %(high)s mg/day.") % {
        "dose": show(dose, 6),
        "side": side,
        "low": show(low),
        "high": show(high),
    }
    yield FlagAnswer("dose_outside_label", message, [end.row for end in ends])


def _kinetics_flags(evaluation: Evaluation, row: int) -> Iterator[FlagAnswer]:
    """Where the level's arithmetic is simpler than life."""
    drug = evaluation.drug(row)
    if drug.nonlinear:
        message = _("Levels of %(drug)s grow faster than its dose in life; here they grow with it.")
        yield FlagAnswer("nonlinear_kinetics", message % {"drug": drug.drug})
    genes = enzymes_of(evaluation.setup.knowledge, drug.drug)
    moving = [gene for gene in genes if evaluation.moves_level(row, gene)]
    if len(moving) > 1:
        message = _(
            "The ratios of %(genes)s are multiplied: an approximation for parallel pathways."
        )
        yield FlagAnswer("ratios_multiplied", message % {"genes": " + ".join(moving)})


def _model_flags(evaluation: Evaluation, row: int) -> Iterator[FlagAnswer]:
    """What the model does not do for this drug."""
    drug = evaluation.drug(row)
    p, coverage = evaluation.setup.knowledge.parameters, evaluation.coverage
    label = response.coverage_label(p, float(coverage[evaluation.regimens.drug[row]]))
    if label != "represented":
        message = _("Mechanism coverage: %(label)s. Drugs are never ranked by it.")
        rows = [p.number(symbol).row for symbol in COVERAGE]
        yield FlagAnswer("coverage", message % {"label": label}, rows)
    if evaluation.mechanism_reaches_symptoms:
        message = _(
            "Switch on: modifiers that people do not show reach the modelled symptoms here. It "
            "shows what the mechanism would give, not what was found."
        )
        yield FlagAnswer("mechanism_reaches_symptoms", message)
    if drug.kind == "rapid":
        message = _(
            "Given as single doses: the dose is per session, the level a peak, and days count from "
            "the first one."
        )
        yield FlagAnswer("single_doses", message)
    if drug.kind == "probe":
        message = _("A probe of a mechanism, not an antidepressant.")
        yield FlagAnswer("probe", message)
    if drug.kind == "rapid" or not drug.binding:
        yield FlagAnswer("side_effects_not_modelled", _("Side effects are not modelled: not 0."))


def _range_flag(evaluation: Evaluation, row: int) -> Iterator[FlagAnswer]:
    values = evaluation.drug(row).values
    if "therapeutic_range_low" not in values:
        yield FlagAnswer("no_range", _("No therapeutic reference range is known."))
        return
    low, high = values["therapeutic_range_low"], values["therapeutic_range_high"]
    place, own = _place(evaluation, evaluation.person, row)
    words = {"below": _("below"), "above": _("above"), "inside": _("inside")}
    text = _(
        "The mean level, %(level)s ng/mL, is %(place)s the therapeutic reference range of "
        "%(low)s to %(high)s ng/mL (%(source)s, %(confidence)s)%(also)s. Ranges describe usual "
        "doses; inside does not mean safe."
    )
    shared = place != "inside" and place == _place(evaluation, evaluation.reference, row)[0]
    message = text % {
        "level": show(own),
        "place": words[place],
        "low": show(low.value),
        "high": show(high.value),
        "source": low.reference,
        "confidence": low.confidence,
        "also": _(", and so is the reference patient's") if shared else "",
    }
    yield FlagAnswer(f"level_{place}", message, [low.row, high.row])


def _place(evaluation: Evaluation, run: Mapping[str, Floats], row: int) -> tuple[str, float]:
    """Where the level lies against the range, and the level that counts for it, in ng/mL."""
    drug = evaluation.drug(row)
    level = float(run["Ct_sum" if "+" in drug.range_analyte else "Ct_p"][row, 0])
    if level < drug.value("therapeutic_range_low"):
        return "below", level
    return ("above" if level > drug.value("therapeutic_range_high") else "inside"), level


def _data_flags(evaluation: Evaluation, row: int) -> Iterator[FlagAnswer]:
    """Genes without data or without a result, and assumptions."""
    knowledge, drug = evaluation.setup.knowledge, evaluation.drug(row).drug
    enzymes = enzymes_of(knowledge, drug)
    for gene in enzymes:
        enzyme = evaluation.phenotypes.enzymes[gene][row]
        if has_no_data(knowledge, drug, gene, enzyme):
            message = _("No exposure data for %(gene)s %(phenotype)s: counted as normal.")
            yield FlagAnswer("no_data", message % {"gene": gene, "phenotype": enzyme.phenotype})
    yield from _unused(evaluation, row, enzymes)


def _unused(evaluation: Evaluation, row: int, enzymes: tuple[str, ...]) -> Iterator[FlagAnswer]:
    columns = [evaluation.phenotypes.enzymes[gene] for gene in enzymes]
    columns += evaluation.phenotypes.modifiers.values()
    for column in columns:
        found = column[row]
        if found.reason:
            text = _("%(gene)s: the reference value is used (%(reason)s).")
            message = text % {"gene": found.gene, "reason": found.reason}
            yield FlagAnswer("reference_used", message)
        if found.assumption:
            yield FlagAnswer("assumed", f"{found.gene}: {found.assumption}.")
