"""The whole answer to a question."""

from __future__ import annotations

from dataclasses import dataclass, field

from pgx.assessments.answer.calls import CallAnswer, ClassAnswer
from pgx.assessments.answer.document import Document
from pgx.assessments.answer.reasoning import Reasoning
from pgx.assessments.answer.result import ResultAnswer

# Flags on co-medications that do not name the drug beside them.
CO_MEDICATION_CODES = {
    *("co_medication_inhibits", "co_medication_named", "co_medication_serotonergic"),
    *("co_medication_qt", "co_medication_not_checked", "phenoconversion"),
}


@dataclass(frozen=True)
class ReleaseAnswer:
    """Which release of the knowledge base made the answer."""

    version: str
    """Its version. Send it as `release` to ask the same release again."""
    sha256: str
    """SHA-256 of its content, 64 hexadecimal digits."""


@dataclass(frozen=True)
class Assessment(Document):
    """The whole answer for one panel."""

    release: ReleaseAnswer
    """The release of the knowledge base that made it."""
    calls: list[CallAnswer]
    """How each marker's genotype was read, those that were not sent among them."""
    classes: list[ClassAnswer]
    """The functional class of each gene beside the co-medications, whatever the drug."""
    results: list[ResultAnswer]
    """One result a regimen, by guideline category, then name, then dose: never by a modelled
    effect."""
    not_checked: str
    """What was not looked at. Silence never means safe."""
    co_medications: list[str] = field(default_factory=list)
    """The co-medications that were given, each once, by the release's names."""
    beside_every_drug: Reasoning | None = None
    """What holds whatever the drug; null where nothing is said."""

    @property
    def said_of_co_medications(self) -> list[str]:
        """What the co-medications do whatever the drug: each line once."""
        flags = (flag for result in self.results for flag in result.flags)
        return list(dict.fromkeys(f.message for f in flags if f.code in CO_MEDICATION_CODES))
