"""What the result says, as lists for reading."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pgx.assessments.answer import (
    Assessment,
    CallAnswer,
    FindingAnswer,
    FlagAnswer,
    Reason,
    ResultAnswer,
)
from pgx.rounding import show
from pgx.science.recommendation import LEADING_BODY

SINGLE_DOSES = "single_doses"
NO_ADVICE = "no recommendation"
STANDS_IN = ("reference_used", "assumed")


def are_single_doses(result: ResultAnswer) -> bool:
    """Whether the drug is given as single doses, so that its first days matter."""
    return any(flag.code == SINGLE_DOSES for flag in result.flags)


def why(result: ResultAnswer) -> tuple[Reason, ...]:
    """The reasons in order; the first one is the headline, where a statement leads."""
    reasons = result.reasoning.reasons if result.reasoning else ()
    return reasons[1:] if result.recommendation.leading else reasons


def open_calls(answer: Assessment) -> list[CallAnswer]:
    """Markers that the model would use, or that were given, and that are not called."""
    asked = [call for call in answer.calls if call.used_in_model or call.given]
    return [call for call in asked if call.status != "called"]


def beside_the_model(answer: Assessment) -> list[CallAnswer]:
    """Genotypes that were read and that the model does not use."""
    return [call for call in answer.calls if call.status == "called" and not call.used_in_model]


def leading_finding(result: ResultAnswer) -> FindingAnswer | None:
    """The statement that gave the category; None where there is none."""
    leading = result.recommendation.leading
    return leading if leading and NO_ADVICE not in leading.actions else None


def other_bodies(result: ResultAnswer) -> list[FindingAnswer]:
    """What the bodies beside the leading one say, each under its condition."""
    return [each for each in result.recommendation.findings if each.body != LEADING_BODY]


def said_of_model(result: ResultAnswer) -> list[str]:
    """The learner's sentences but the last, the signal, which has its own place."""
    return result.sentences[:-1] if result.signal else result.sentences


def flags(result: ResultAnswer) -> list[FlagAnswer]:
    """Everything to know beside the numbers but where the reference stands in."""
    return [flag for flag in result.flags if flag.code not in STANDS_IN]


def stand_ins(result: ResultAnswer) -> list[FlagAnswer]:
    """Where the reference stands in, or something was assumed."""
    return [flag for flag in result.flags if flag.code in STANDS_IN]


def signal_is_read(result: ResultAnswer) -> bool:
    """Whether any genotype was read that moves the response; if not, the reference stands in."""
    return any(part.status == "called" for part in result.contributions)


def steady(result: ResultAnswer) -> str:
    """When the level stands still; nothing of single doses, which have no such time."""
    days = result.days_to_steady_state
    if days is None or are_single_doses(result):
        return ""
    if days < 1:
        return _("At the same dose every day this person’s mean level is steady within a day.")
    text = _(
        "At the same dose every day this person’s mean level is steady after about %(days)s days."
    )
    return text % {"days": show(round(days))}
