"""`manage.py assess_csv class.csv --out results.csv`: a class data set in the terminal."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pgx import notice
from pgx.assessments.arguments import refuse_undecodable, regimen
from pgx.assessments.errors import QuestionRefused
from pgx.batches.assess_file import Outcome, assess_file
from pgx.batches.errors import FileRefused
from pgx.batches.exporters import errors_table, repeated_subjects, results_table
from pgx.batches.files import check_places, shown, write_whole
from pgx.batches.header import unknown_column
from pgx.knowledge.errors import NoRelease


class Command(BaseCommand):
    """Assess every row of a genotype CSV."""

    help = "Assess a class data set: one row a subject in, one row a subject and regimen out."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file and how to read it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--out", type=Path, required=True, help="where the results go")
        parser.add_argument("--errors", type=Path, help="default: beside --out, …errors.csv")
        parser.add_argument("--drug", help="the drug of rows that name none")
        parser.add_argument("--dose", help="its dose in mg a day")
        parser.add_argument("--orientation", help="plus or literature, for palindromic markers")
        parser.add_argument("--release", help="a version of the knowledge base")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, assess, write, and say what happened."""
        refuse_undecodable(options)
        out = options["out"]
        errors = options["errors"] or out.with_name(f"{out.stem}-errors.csv")
        outcome = self._assess(options, errors)
        try:
            if outcome.evaluation:
                write_whole(out, results_table(outcome.reading.rows, outcome.evaluation))
            write_whole(errors, errors_table(outcome.reading.errors))
        except OSError as error:
            raise CommandError(f"The results cannot be written: {error.strerror}.") from None
        self._report(outcome, out, errors)
        if not outcome.evaluation:
            old = f" {shown(out)} is of an earlier run." if out.exists() else ""
            raise CommandError(f"No usable row, so no results were written.{old}")

    def _assess(self, options: dict[str, Any], errors: Path) -> Outcome:
        file = options["file"]
        try:
            default = regimen(options)
            check_places(file, {"--out": options["out"], "--errors": errors})
            with file.open(encoding="utf-8-sig", newline="") as stream:
                return assess_file(stream, default, options["orientation"], options["release"])
        except OSError as error:
            raise CommandError(f"{shown(file)}: {error.strerror}.") from None
        except UnicodeDecodeError:
            raise CommandError(f"{shown(file)} is not UTF-8 text. Save it as CSV UTF-8.") from None
        except (FileRefused, QuestionRefused, NoRelease) as refused:
            raise CommandError(str(refused)) from None

    def _report(self, outcome: Outcome, out: Path, errors: Path) -> None:
        reading = outcome.reading
        self.stdout.write(str(notice.NOTICE_SHORT) + ".")
        for column in reading.header.unknown:
            self.stdout.write(f"Column left out: {unknown_column(outcome.knowledge, column)}")
        if reading.rows:
            self.stdout.write(f"{len(reading.rows)} rows in {shown(out)}")
        repeated = repeated_subjects(reading.rows)
        if repeated:
            rows = sum(row.subject in repeated for row in reading.rows)
            says = "all are kept, with the flag repeated_subject"
            self.stdout.write(f"{rows} rows share a subject with another row: {says}")
        self.stdout.write(f"{len(reading.errors)} errors in {shown(errors)}")
        for marker, column in (outcome.evaluation.panel if outcome.evaluation else {}).items():
            counts = Counter(column[row].status for row in range(len(column)))
            said = ", ".join(f"{count} {status}" for status, count in counts.most_common())
            self.stdout.write(f"  {marker:10} {said}")
