"""Class files for tests, received and worked off as in production, but in this process."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from pgx.assessments.question import Regimen
from pgx.batches import receiving, starting
from pgx.batches.models import Batch
from pgx.batches.options import Options
from pgx.batches.running.work import do_next

# Four rows: two that can be used, an unknown drug, and a cell that no marker has.
CLASS = (
    "subject,CYP2C19,rs6265,shoe_size,drug,dose_mg_per_day\n"
    "s1,*2/*2,C/T,41,escitalopram,10\n"
    "s2,*1/*1,A/Q,42,sertraline,50\n"
    "s3,*1/*17,C/C,43,aspirn,100\n"
    "s4,*1/*2,T/T,44,escitalopram,20\n"
)


def upload(text: str = CLASS, name: str = "class.csv") -> SimpleUploadedFile:
    """A file as a form sends it."""
    return SimpleUploadedFile(name, text.encode(), "text/csv")


def received(owner: Any, text: str = CLASS, **options: Any) -> Batch:
    """A batch that waits."""
    return receiving.receive(owner, upload(text), "class.csv", Options(**options)).batch


def done(owner: Any, text: str = CLASS, **options: Any) -> Batch:
    """A batch that is complete."""
    batch = received(owner, text, **options)
    starting.start(batch)
    work()
    batch.refresh_from_db()
    return batch


def work() -> None:
    """Do what there is to do."""
    while do_next():
        pass


ESCITALOPRAM = Regimen("escitalopram", 10.0)
