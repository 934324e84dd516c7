"""An assessment as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from pgx import notice
from pgx.assessments.answer import Assessment, CallAnswer, ResultAnswer, StationAnswer
from pgx.rounding import ratio, show

WIDTH = 88


def render(answer: Assessment, expert: bool = False) -> str:
    """The readable answer: notice, genotypes, then each regimen."""
    lines = [*_paragraph(str(notice.NOTICE)), *_paragraph(str(notice.MEDICINE_NOTICE)), ""]
    lines += [
        "Genotypes",
        *(_call(call) for call in answer.calls if call.used_in_model or call.given),
    ]
    for result in answer.results:
        lines += ["", *_result(result, expert)]
    lines += ["", *_paragraph(answer.not_checked)]
    lines += [f"Knowledge release {answer.release.version} ({answer.release.sha256[:12]})"]
    return "\n".join(lines)


def _paragraph(text: str, indent: str = "") -> list[str]:
    return wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def _call(call: CallAnswer) -> str:
    said = call.genotype or call.status
    reason = f"  {call.reason}. {call.hint}".rstrip() if call.status != "called" else ""
    if call.status == "called" and not call.used_in_model:
        reason = f"  known, not modelled: {call.why_not_modelled}."
    return f"  {call.gene:8} {call.marker:10} {said:12}{reason}"


def _result(result: ResultAnswer, expert: bool) -> Iterator[str]:
    dose = show(result.dose_mg_per_day, 6)
    yield f"{result.name} {dose} {result.dose_unit}: {result.recommendation.category}"
    if result.is_stopped:
        yield from _paragraph(result.recommendation.headline, "    ")
        yield from _flags(result)
        return
    for enzyme in result.enzymes:
        yield from _paragraph(enzyme.says, "    ")
    yield from _published(result)
    yield "  The teaching model, illustrative, but for a level marked published"
    yield from _path(result)
    yield "  Why"
    for sentence in result.expert_sentences if expert else result.sentences:
        yield from _paragraph(sentence, "    ")
    for part in result.contributions:
        said = ratio(part.factor) if part.status == "called" else part.status
        yield f"    {part.group:44}{said:>8}"
    yield from _beside(result)
    yield from _flags(result)
    yield from _open(result)


def _published(result: ResultAnswer) -> Iterator[str]:
    yield "  Guideline, published"
    for finding in result.recommendation.findings:
        strength = f" [{finding.strength}]" if finding.strength else ""
        yield from _paragraph(f"{finding.label}: {finding.says_when}{strength}", "    ")
    for split in result.recommendation.splits:
        yield from _paragraph(split.says, "    ")


def _path(result: ResultAnswer) -> Iterator[str]:
    head = f"{'this':>8}{'95 % interval':>17}{'reference':>10}"
    if result.path:
        yield f"    {'':44}{head}{'':11}weakest source"
    yield from (_station(station) for station in result.path)


def _open(result: ResultAnswer) -> Iterator[str]:
    """What would change the category, and what is not known."""
    if result.reasoning:
        for each in (*result.reasoning.would_change, *result.reasoning.not_known):
            yield from _paragraph(f"- {each.text}", "    ")


def _beside(result: ResultAnswer) -> Iterator[str]:
    """The relative response with its interval, and the side-effect index, never alone."""
    ends = _interval(result.relative_response_low, result.relative_response_high)
    said = f"{ratio(result.relative_response):>8}{ends:>17}  {result.signal}"
    yield f"    {'relative response, week 12':44}{said}".rstrip()
    if result.monte_carlo:
        drawn = result.monte_carlo
        said = f"{ratio(drawn.median):>8}{_interval(drawn.low, drawn.high):>17}"
        yield f"    {f'median of {drawn.draws} draws, seed {drawn.seed}':44}{said}"
    if result.side_effects:
        own, effects = show(result.side_effect_index), result.side_effects
        ends = _interval(effects.low, effects.high)
        usual = show(effects.reference_index)
        yield f"    {'side-effect index, 0 to 100 without a unit':44}{own:>8}{ends:>17}{usual:>10}"
        yield from _paragraph(f"not in it: {', '.join(effects.not_in_it)}", "    ")


def _interval(low: float | None, high: float | None) -> str:
    """Nothing where there is none: the reference has no interval against itself."""
    return "" if low is None or low == high else f"{show(low)} to {show(high)}"


def _flags(result: ResultAnswer) -> Iterator[str]:
    for flag in result.flags:
        yield from _paragraph(f"! {flag.message}", "    ")


def _station(station: StationAnswer) -> str:
    published = ", published" if station.layer == "published" else ""
    label = f"{station.label}, {station.at}{published} ({station.unit})"
    said = ratio(station.ratio) if station.status == "called" else station.status
    ends = _interval(station.low, station.high)
    numbers = f"{show(station.value):>8} {ends:>16} {show(station.reference_value):>9}"
    return f"    {label:44}{numbers}  {said:10} {station.confidence}"
