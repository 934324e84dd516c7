"""What is told of a class file."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any, NotRequired

from rest_framework.request import Request
from rest_framework.reverse import reverse
from typing_extensions import TypedDict

from pgx import notice
from pgx.api.assessments.saved import Newest
from pgx.batches import starting
from pgx.batches.models import Batch, State
from pgx.batches.progress import progress

FILES = ("summary", "results.csv", "results.parquet", "errors.csv", "dictionary")
ACTS = {
    State.WAITING: ("start",),
    State.READING: ("cancel",),
    State.RUNNING: ("cancel",),
    State.DONE: FILES,
    State.FAILED: ("retry",),
    State.CANCELLED: ("retry",),
}


class FailureAnswer(TypedDict):
    """Why the work stopped."""

    code: str
    """A stable word for it, such as `disk_full`."""
    message: str
    """The same in a sentence."""
    hint: str
    """What to do."""


class ProgressAnswer(TypedDict):
    """How far the work is."""

    share: float
    """Of the whole work, from 0 to 1; reading the file counts too."""
    rows_total: int | None
    """Rows of the file; null until it was read."""
    rows_done: int
    """Rows of the parts that are done."""
    rows_good: int
    """Rows among them that are in the results."""
    rows_with_errors: int
    """Rows among them that are in errors.csv instead."""
    chunks: int
    """Parts that the file was cut into."""
    chunks_done: int
    """Parts that are done."""
    rows_per_second: float | None
    """How fast it goes; null where nothing can be said yet."""
    seconds_left: float | None
    """How long it may take still; null where nothing can be said."""
    failed: list[str]
    """What ended the parts that failed, each reason once."""


class RegimenChosen(TypedDict):
    """A drug and a dose."""

    drug: str
    """Key of the drug."""
    dose_mg_per_day: float | None
    """Dose in mg a day; null where rows get the drug's reference dose."""


class OptionsAnswer(TypedDict):
    """What was chosen beside the file."""

    layout: str
    """`wide`, `long`, or empty where the file says it."""
    delimiter: str
    """What parts the columns, or empty where the file says it."""
    columns: dict[str, str]
    """What columns were said to be, by their name in the file; empty text leaves one out."""
    orientation: str | dict[str, str] | None
    """The strand of the genotypes; null where rows say it, or nobody does."""
    regimens: list[RegimenChosen]
    """Drugs and doses of rows that name none."""
    co_medications: list[str]
    """What is taken beside the drug, in rows that name nothing."""
    population: str
    """Group of samples that the summary compares with; empty for none."""


class ColumnAnswer(TypedDict):
    """A column of the file."""

    name: str
    """Its name in the file."""
    meaning: str
    """The marker or control that it is; empty where it is left out."""
    hint: str
    """The nearest known name of one that is left out; empty where none is near."""


class CallAnswered(TypedDict):
    """How a cell of a marker is read."""

    given: str
    """The text of the cell."""
    status: str
    """`called`, `not tested`, `ambiguous` or `invalid`."""
    genotype: str
    """The genotype as it is used; empty where there is none."""
    reason: str
    """Why it is not called; empty where it is."""


class FirstRowAnswer(TypedDict):
    """One of the first records, as it is read."""

    line: int
    """Where it begins in the file, from 1."""
    subject: str
    """Its subject."""
    regimen: str
    """What is taken, in words."""
    calls: dict[str, CallAnswered]
    """The genotypes by marker."""
    faults: list[str]
    """Why it cannot be used; empty where it can."""


class UnderstoodAnswer(TypedDict):
    """What was understood of the file, from its beginning."""

    compression: str
    """`gzip`, `zip`, or empty."""
    encoding: str
    """`UTF-8`, `UTF-16` or `Latin-1`."""
    delimiter: str
    """What parts the columns."""
    layout: str
    """`wide`: a row a subject. `long`: a row a subject and marker."""
    columns: list[ColumnAnswer]
    """The columns in their order."""
    expected_rows: int
    """How many rows there will be; see `is_exact`."""
    is_exact: bool
    """Whether that number was counted, or estimated from the beginning of the file."""
    bytes_unpacked: int
    """Size of the text, estimated where the file is compressed."""
    markers_missing: list[str]
    """Markers of the knowledge base that the file lacks: not tested, in every row."""
    first: list[FirstRowAnswer]
    """The first records, as they would be assessed."""
    marker_names: list[ColumnAnswer]
    """Of a long file the names in its marker column, as far as its beginning shows."""


class BatchAnswer(TypedDict):
    """A class file, and where it stands."""

    notice: NotRequired[str]
    """That this is for teaching, never for the care of a patient. In a list, beside it."""
    id: str
    """Its name in addresses."""
    url: str
    """Its address."""
    name: str
    """The name of the file that was sent."""
    state: str
    """`waiting` (understood, not started), `reading`, `running`, `done`, `failed` or
    `cancelled`."""
    created_at: datetime
    """When it was sent."""
    started_at: datetime | None
    """When the work began, or began again; null before."""
    finished_at: datetime | None
    """When the work ended; null before."""
    expires_at: datetime
    """When it is deleted."""
    size: int
    """Bytes of the file that was sent."""
    sha256: str
    """SHA-256 of the file that was sent."""
    release: str
    """Version of the knowledge release that answers."""
    engine: str
    """Version of the engine that answers."""
    options: OptionsAnswer
    """What was chosen."""
    understood: UnderstoodAnswer
    """What was understood of the file."""
    progress: ProgressAnswer
    """Rows and parts, of all and done."""
    failure: FailureAnswer | None
    """Why it failed; null where it did not."""
    links: dict[str, str]
    """What can be done or fetched now, with its address: `start`, `cancel`, `retry`,
    `results.csv`, `results.parquet`, `errors.csv`, `dictionary`, `summary`."""


class BatchPage(TypedDict):
    """A page of one's class files, the newest first."""

    notice: str
    """That this is for teaching, never for the care of a patient."""
    next: str | None
    """Address of the next page; null on the last."""
    previous: str | None
    """Address of the page before; null on the first."""
    results: list[BatchAnswer]
    """The files."""


def answer(request: Request, batch: Batch) -> dict[str, Any]:
    """All that is told of a batch."""
    return {"notice": str(notice.NOTICE), **_told(request, batch)}


def listed(request: Request) -> dict[str, Any]:
    """A page of the caller's batches."""
    pages = Newest()
    page = pages.paginate_queryset(starting.of(request.user), request)
    return {
        "notice": str(notice.NOTICE),
        "next": pages.get_next_link(),
        "previous": pages.get_previous_link(),
        "results": [_told(request, batch) for batch in page],
    }


def link(request: Request, batch: Batch) -> str:
    """The address of a batch."""
    return reverse("api-batch", [batch.pk], request=request)


def _told(request: Request, batch: Batch) -> dict[str, Any]:
    same = ("name", "state", "created_at", "started_at", "finished_at", "expires_at", "size")
    own = ("sha256", "engine", "options", "understood", "failure")
    return {
        "id": batch.pk,
        "url": link(request, batch),
        **{name: getattr(batch, name) for name in (*same, *own)},
        "release": batch.release_version,
        "progress": _progress(batch),
        "links": _links(request, batch),
    }


def _progress(batch: Batch) -> dict[str, Any]:
    found = asdict(progress(batch))
    return {name: found[name] for name in ProgressAnswer.__annotations__}


def _links(request: Request, batch: Batch) -> dict[str, str]:
    """What the state allows."""
    here = link(request, batch)
    return {name: f"{here}/{name}" for name in ACTS[State(batch.state)]}
