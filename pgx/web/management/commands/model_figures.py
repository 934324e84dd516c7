"""`manage.py model_figures`: the figures and the table of docs/model.md, from a release."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from pgx.knowledge import releases
from pgx.knowledge.errors import NoRelease
from pgx.notice import NOTICE_SHORT
from pgx.web.figures import draw
from pgx.web.figures.document import with_tables

DOCUMENT, FIGURES = "model.md", "figures"


class Command(BaseCommand):
    """Write docs/figures and the tables in docs/model.md."""

    help = "Draw the figures of docs/model.md and write its tables, from a release."

    def add_arguments(self, parser: CommandParser) -> None:
        """The release, and where the document is."""
        parser.add_argument("--release", help="a version; without one, the newest")
        parser.add_argument("--docs", type=Path, default=settings.BASE_DIR / "docs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files."""
        try:
            content = releases.stored(options["release"])
        except NoRelease as none:
            raise CommandError(str(none)) from None
        document = options["docs"] / DOCUMENT
        if not document.exists():
            raise CommandError(f"{document} does not exist: its tables are written into it.")
        figures = options["docs"] / FIGURES
        figures.mkdir(exist_ok=True)
        for name, svg in draw(content).items():
            (figures / name).write_text(svg, encoding="utf-8")
        text = with_tables(document.read_text(encoding="utf-8"), content)
        document.write_text(text, encoding="utf-8")
        self.stdout.write(f"{document} and {figures} are those of {content.label.version}.")
        self.stdout.write(str(NOTICE_SHORT))
