"""What a card does not rest on: what ended, contradicts itself, was not read, or was not tested."""

from __future__ import annotations

from pgx.assessments.answer import Assessment
from pgx.ehr.cds.cards.markdown import cut, listed, plain
from pgx.ehr.cds.record import Record

NOT_NORMAL = "Not tested is not normal: the model uses its reference values there."


def first_of_all(record: Record) -> list[str]:
    """MAO inhibitors that ended, perhaps yesterday; then results that differ on one marker."""
    ended = [f"**{plain(line)}**" for line in record.ended_inhibitors.values()]
    lines = listed(map(cut, record.conflicts.values()))
    return [*ended, *(["**Results that contradict each other**", lines] if lines else [])]


def missing(answer: Assessment, record: Record) -> list[str]:
    """What could not be read, with the reason; what was not tested; what was not checked last."""
    failed = [call for call in answer.calls if call.status in ("invalid", "ambiguous")]
    calls = [f"{call.marker} {call.given}: {call.reason}. {call.hint}" for call in failed]
    lines = listed(map(cut, [*calls, *record.unread]))
    return [
        f"**Could not be read**\n\n{lines}" if lines else "",
        _not_tested(record, answer),
        answer.not_checked,
    ]


def _not_tested(record: Record, answer: Assessment) -> str:
    """The markers that something here goes by, enzymes first; of the others how many they are."""
    untested = [call for call in answer.calls if call.status == "not tested"]
    untested = [call for call in untested if call.marker not in record.conflicts]
    used = [call.marker for call in untested if call.used_in_model]
    used.sort(key=lambda marker: marker not in record.knowledge.enzymes)
    more = len(untested) - len(used)
    names = [plain(", ".join(used))] if used else []
    names += [f"{more} markers that this card does not go by"] if more else []
    if not names:
        return ""
    return f"**Not tested:** {'; '.join(names)}. {NOT_NORMAL}"
