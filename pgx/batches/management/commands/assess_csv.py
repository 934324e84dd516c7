"""`manage.py assess_csv class.csv --out results.csv`: a class data set in the terminal."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pgx import notice
from pgx.assessments.arguments import refuse_undecodable, regimen
from pgx.assessments.errors import QuestionRefused
from pgx.assessments.question import Regimen, read_dose, split_co_medications
from pgx.batches.assess_file import NoUsableRow, Outcome, assess_file
from pgx.batches.assessing import summarise
from pgx.batches.errors import FileRefused
from pgx.batches.files import check_places, shown
from pgx.batches.options import LAYOUTS, Options
from pgx.batches.terminal import summary_lines
from pgx.echo import short
from pgx.knowledge import releases
from pgx.knowledge.errors import NoRelease

WIDTH = 40  # characters of the bar
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}


class Command(BaseCommand):
    """Assess every row of a genotype CSV."""

    help = "Assess a class data set: one row a subject in, one row a subject and regimen out."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, how to read it, and where the results go."""
        add = parser.add_argument
        add("file", type=Path)
        more = "where the results go; a name in .parquet makes Parquet; may be given twice"
        add("--out", type=Path, required=True, action="append", help=more)
        add("--errors", type=Path, help="default: beside --out, …errors.csv")
        add("--drug", help="the drug of rows that name none")
        add("--dose", help="its dose in mg a day")
        add("--regimen", action="append", default=[], help="drug=dose, as often as wanted")
        add("--co-medications", default="", help="of rows that name none, with commas between")
        add("--orientation", help="plus or literature, for palindromic markers")
        add("--layout", choices=[*filter(None, LAYOUTS)], help="default: found in the file")
        add("--delimiter", choices=DELIMITERS, help="default: found in the file")
        add("--column", action="append", default=[], help="name=meaning, or name= to leave it out")
        more = "the group whose published allele frequencies stand beside the file's, such as EUR"
        add("--population", default="", help=more)
        add("--release", help="a version of the knowledge base")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, assess, write, and say what happened."""
        refuse_undecodable(options)
        file, outputs = options["file"], options["out"]
        errors = options["errors"] or outputs[0].with_name(f"{outputs[0].stem}-errors.csv")
        with self._refused(file, outputs):
            chosen = _options(options)
            check_places(file, _named(outputs, errors))
            knowledge = releases.find(options["release"])
            outcome = assess_file(file, chosen, knowledge, outputs, errors, self._tell)
        self._report(outcome, outputs, errors)
        for line in summary_lines(summarise(outcome.summary, chosen, knowledge)):
            self.stdout.write(line)

    @contextmanager
    def _refused(self, file: Path, outputs: list[Path]) -> Iterator[None]:
        """Raises CommandError for whatever stops the work."""
        try:
            yield
        except OSError as error:
            place = f"{shown(Path(error.filename))}: " if error.filename else ""
            raise CommandError(f"{place}{error.strerror or error}.") from None
        except (FileRefused, QuestionRefused, NoRelease) as refused:
            raise CommandError(str(refused)) from None
        except NoUsableRow:
            old = [f" {shown(path)} is of an earlier run." for path in outputs if path.exists()]
            told = "No usable row, so no results were written."
            raise CommandError(told + "".join(old)) from None

    def _tell(self, share: float) -> None:
        """A bar, where somebody sits before it."""
        if not self.stderr.isatty():
            return
        bar = ("█" * round(WIDTH * share)).ljust(WIDTH, "·")
        end = "\n" if share >= 1 else ""
        self.stderr.write(f"\r{bar} {share:4.0%}", ending=end)
        self.stderr.flush()

    def _report(self, outcome: Outcome, outputs: list[Path], errors: Path) -> None:
        counts = outcome.summary
        self.stdout.write(str(notice.NOTICE_SHORT) + ".")
        for column in outcome.understood.columns:
            if not column.meaning:
                known = f"is not a marker that Raphe knows. {column.hint}".strip()
                self.stdout.write(f"Column left out: {short(column.name)} {known}")
        places = " and ".join(map(shown, outputs))
        self.stdout.write(f"{counts['results']} rows in {places}")
        repeated = counts["flags"].get("repeated_subject", 0)
        if repeated:
            says = "all are kept, with the flag repeated_subject"
            self.stdout.write(f"{repeated} rows share a subject with another row: {says}")
        self.stdout.write(f"{sum(counts['errors'].values())} errors in {shown(errors)}")


def _options(options: dict[str, Any]) -> Options:
    """The command's words as options. Raises QuestionRefused for a dose that is no number."""
    single = regimen(options)
    return Options(
        layout=options["layout"] or "",
        delimiter=DELIMITERS.get(options["delimiter"], ""),
        columns={name: meaning for name, _, meaning in map(_split, options["column"])},
        orientation=options["orientation"],
        regimens=(*([single] if single else []), *map(_regimen, options["regimen"])),
        co_medications=split_co_medications(options["co_medications"]),
        population=options["population"],
    )


def _regimen(text: str) -> Regimen:
    drug, _, dose = text.partition("=")
    return Regimen(drug, read_dose(dose, "--regimen") if dose else None)


def _split(text: str) -> tuple[str, str, str]:
    name, sign, meaning = text.rpartition("=")
    if not sign:
        raise CommandError(f"--column {text}: write name=meaning.")
    return name, sign, meaning


def _named(outputs: list[Path], errors: Path) -> dict[str, Path]:
    """The files to be written, by the name of their option."""
    several = {f"--out ({n})": path for n, path in enumerate(outputs[1:], 2)}
    return {"--out": outputs[0], **several, "--errors": errors}
