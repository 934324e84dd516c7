"""The answer of the evidence switch in sentences, and as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from django.utils.translation import gettext as _

from pgx import notice
from pgx.assessments.evidence_answer import EvidenceAnswer, ModelledAnswer, PublishedAnswer
from pgx.rounding import ratio, show
from pgx.science.chain import DAYS_PER_WEEK

WIDTH = 88
DIGITS = 4  # of an odds ratio: shrunk ones lie near 1


def words(answer: EvidenceAnswer) -> list[str]:
    """What is published, what is asked for, what gives it, and what to know beside it."""
    found = [_published(answer.published), *_shrunk(answer), _result(answer), _shipped(answer)]
    found += [_against_the_mechanism()] if _is_against(answer) else []
    return [*found, answer.caveat, _alone(answer)]


def _published(published: PublishedAnswer) -> str:
    said = {
        "source": published.reference,
        "contrast": published.contrast,
        "outcome": published.outcome,
        "people": ", ".join(filter(None, (published.population, published.drug))),
        "size": _size(published),
    }
    return _("Published: %(source)s, %(contrast)s, %(outcome)s (%(people)s): %(size)s.") % said


def _size(published: PublishedAnswer) -> str:
    if published.odds_ratio is None:
        return _("no odds ratio printed (p: %(p)s)") % {"p": published.p_value}
    size = _("odds ratio %(size)s") % {"size": show(published.odds_ratio)}
    if published.low is None or published.high is None:
        return size
    return f"{size} ({show(published.low)} – {show(published.high)})"


def _shrunk(answer: EvidenceAnswer) -> Iterator[str]:
    """How much of the published ln is asked for; and a null that speaks against all of it."""
    share = {
        "grade": answer.grade,
        "share": show(answer.shrinkage),
        "asked": show(answer.asked, DIGITS),
    }
    if answer.null:
        yield _("A meta-analysis found no association: %(source)s.") % {
            "source": answer.null.citation
        }
    if answer.shrunk and answer.null:
        yield _("So lambda is 0, and what is asked for is an odds ratio of 1.")
    elif answer.shrunk and answer.asked is not None:
        yield (
            _(
                "Evidence of grade %(grade)s counts %(share)s times on the ln scale: odds ratio "
                "%(asked)s."
            )
            % share
        )


def _result(answer: EvidenceAnswer) -> str:
    """The effect that gives it, or that none does."""
    if answer.solved:
        return _("An effect of %(effect)s gives it: %(odds)s.") % {
            "effect": _effect(answer, answer.solved),
            "odds": _odds(answer, answer.solved),
        }
    if answer.nearest:
        return _(
            "No effect from %(low)s to %(high)s gives it. Nearest is %(effect)s: %(odds)s."
        ) % {
            "low": show(answer.low),
            "high": show(answer.high),
            "effect": _effect(answer, answer.nearest),
            "odds": _odds(answer, answer.nearest),
        }
    return _("So there is nothing to solve for.")


def _effect(answer: EvidenceAnswer, modelled: ModelledAnswer) -> str:
    symbols = " = ".join(answer.symbols)
    return f"{symbols} = {show(modelled.effect)} {answer.unit} ({ratio(modelled.factor)})"


def _odds(answer: EvidenceAnswer, modelled: ModelledAnswer) -> str:
    return _(
        "odds ratio %(odds)s for %(outcome)s at week %(week)s, %(genotype)s against %(against)s"
    ) % {
        "odds": show(modelled.odds_ratio, DIGITS),
        "outcome": answer.outcome,
        "week": show(answer.day / DAYS_PER_WEEK),
        "genotype": answer.genotype,
        "against": answer.against,
    }


def _shipped(answer: EvidenceAnswer) -> str:
    return _("The release has %(effect)s, which would give an odds ratio of %(odds)s.") % {
        "effect": _effect(answer, answer.shipped),
        "odds": show(answer.shipped.odds_ratio, DIGITS),
    }


def _is_against(answer: EvidenceAnswer) -> bool:
    """Whether the effect that was found points the other way than the release's."""
    found = answer.solved or answer.nearest
    return found is not None and found.effect * answer.shipped.effect < 0


def _against_the_mechanism() -> str:
    return _("It points against the mechanism: what cells show and what people show disagree.")


def _alone(answer: EvidenceAnswer) -> str:
    return _(
        "Modelled with %(drug)s %(dose)s mg/day in the reference patient; only %(gene)s is let "
        "through to symptoms here, and no other answer changes. The study's interval and what is "
        "wrong with the model are not in it."
    ) % {
        "drug": answer.drug,
        "dose": show(answer.dose_mg_per_day),
        "gene": answer.gene,
    }


def render(answer: EvidenceAnswer) -> str:
    """The readable answer for the terminal, under the notice."""
    lines = [*wrap(str(notice.NOTICE), WIDTH), *wrap(str(notice.MEDICINE_NOTICE), WIDTH), ""]
    lines += [f"{answer.gene}: {answer.status}"]
    for sentence in answer.words:
        lines += wrap(sentence, WIDTH, initial_indent="  ", subsequent_indent="    ")
    source = f"{answer.published.citation} [{answer.published.confidence}]"
    lines += ["", *wrap(source, WIDTH, initial_indent="  ", subsequent_indent="    ")]
    lines += [f"Knowledge release {answer.release.version} ({answer.release.sha256[:12]})"]
    return "\n".join(lines)
