"""An answer as a CDS Hooks card: words, no numbers of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid5

from pgx import notice
from pgx.assessments.answer import Assessment, ResultAnswer
from pgx.assessments.question import write_dose
from pgx.rounding import show

SOURCE = {"label": "Raphe (teaching)"}
WARNS = ("consider another drug", "consider another dose or slower titration")
# Of the panel as a whole, with the phenotypes, and of an order beside itself.
SAID_ELSEWHERE = ("reference_used", "phenoconversion", "co_medication_same_drug")
MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~!&])")


def card(
    hook_instance: UUID,
    answer: Assessment,
    result: ResultAnswer,
    said_of_dose: str,
    unread: Iterable[str],
    explore: str,
) -> dict[str, Any]:
    """The card for one ordered drug. `explore` is the absolute address of that page."""
    regimen = f"{result.drug} {result.dose_mg_per_day!r}"
    return {
        "uuid": str(uuid5(hook_instance, f"order-sign {regimen}")),
        "summary": _summary(result),
        "indicator": _indicator(result),
        "source": SOURCE,
        "detail": _detail(answer, result, said_of_dose, unread),
        "links": [
            {
                "label": "Open in Explore: every number with its source",
                "url": f"{explore}?{_address(answer, result)}",
                "type": "absolute",
            }
        ],
    }


def _summary(result: ResultAnswer) -> str:
    """Under 140 characters, with the short notice: some systems show nothing else."""
    dose = show(result.dose_mg_per_day, 6)
    said = result.recommendation.category
    if result.is_stopped:
        said = "stopped, an MAO inhibitor beside it is contraindicated"
    return f"{result.name} {dose} {result.dose_unit}: {said}. {notice.NOTICE_SHORT}."


def _indicator(result: ResultAnswer) -> str:
    if result.is_stopped:
        return "critical"
    return "warning" if result.recommendation.category in WARNS else "info"


def _address(answer: Assessment, result: ResultAnswer) -> str:
    """This panel, this regimen and this release in Explore's terms."""
    question = {call.marker: call.given for call in answer.calls if call.given}
    question["drug"] = result.drug
    question["dose_mg_per_day"] = write_dose(result.dose_mg_per_day)
    beside = [name for name in answer.co_medications if name != result.drug]
    if beside:
        question["co_medications"] = "; ".join(re.sub("[;,]", " ", name) for name in beside)
    question["release"] = answer.release.version
    return urlencode(question, safe="*/")


def _detail(
    answer: Assessment, result: ResultAnswer, said_of_dose: str, unread: Iterable[str]
) -> str:
    """Markdown: notice, published, model, what is missing; what was not checked comes last."""
    if result.is_stopped:
        return _reason(answer, result, unread)
    parts = [
        str(notice.NOTICE),
        "**Published guideline**",
        *_published(result),
        _list(f"{each.says}." for each in result.enzymes if each.says),
        "" if result.level_is_modelled else plain(result.sentences[0]),
        "**Model (illustrative: predicts nothing for a person)**",
        plain(said_of_dose),
        _list([*_modelled(result), *_beside(result)]),
        *_missing(answer, unread),
        answer.not_checked,
    ]
    return "\n\n".join(part for part in parts if part)


def _reason(answer: Assessment, result: ResultAnswer, unread: Iterable[str]) -> str:
    """Beside an MAO inhibitor: the reason first, and no model."""
    parts = [
        str(notice.NOTICE),
        plain(result.recommendation.headline),
        _list(_beside(result)),
        *_missing(answer, unread),
        answer.not_checked,
    ]
    return "\n\n".join(part for part in parts if part)


def _published(result: ResultAnswer) -> list[str]:
    """The statement that gave the category, then what the guideline says of other genes."""
    found = result.recommendation
    strength = "" if found.strength == "none" else f" Strength: {found.strength}."
    condition = found.leading.condition if found.leading else ""
    lines = [f"{each.label}: {each.says_when}" for each in found.others]
    lines += [f"{' + '.join(each.genes)}, bodies compared: {each.kind}" for each in found.splits]
    first = " ".join(filter(None, (found.headline + strength, condition and f"({condition})")))
    return [plain(first), _list(lines)]


def _modelled(result: ResultAnswer) -> list[str]:
    """The sentences on the model; the one on the level too, where its size is our choice."""
    return result.sentences if result.level_is_modelled else result.sentences[1:]


def _beside(result: ResultAnswer) -> list[str]:
    """Flags, but for those that are said elsewhere, or that a signed order makes of itself."""
    return [flag.message for flag in result.flags if flag.code not in SAID_ELSEWHERE]


def _missing(answer: Assessment, unread: Iterable[str]) -> list[str]:
    """What could not be read, with the reason, and what was not tested."""
    failed = [call for call in answer.calls if call.status in ("invalid", "ambiguous")]
    lines = [f"{call.marker} {call.given}: {call.reason}. {call.hint}" for call in failed]
    lines += unread
    missing = [call.marker for call in answer.calls if call.status == "not tested"]
    parts = ["**Could not be read**", _list(lines)] if lines else []
    if missing:
        parts.append(f"**Not tested:** {plain(', '.join(missing))}.")
    if lines or missing:
        parts.append("Not tested is not normal: the model uses its reference values there.")
    return parts


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {plain(line)}" for line in lines)


def plain(text: str) -> str:
    r"""Text that Markdown shows as it is: star alleles are no emphasis, nothing is a tag.

    >>> plain("*1/*2 <b>")
    '\\*1/\\*2 \\<b\\>'
    """
    return MARKDOWN.sub(r"\\\1", " ".join(text.split()))
