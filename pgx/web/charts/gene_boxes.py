"""The genes of the path: a box for each, where it acts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pgx.web.charts.drawing import Bar, Label, Line, number, percent
from pgx.web.charts.gene import Gene
from pgx.web.charts.stations import Station

LINE, PADDING, GAP = 16.0, 8.0, 6.0  # pixels: of a text, within a box, between boxes
ROW = 24.0  # the height of a box of one line
LEFT_HALF = 48.0  # percent of the upright form


@dataclass(frozen=True)
class Boxes:
    """Boxes with their texts, and the lines that lead from them to their stations."""

    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    lines: tuple[Line, ...] = ()


def room_above(stations: Sequence[Station]) -> float:
    """How many pixels the highest pile of boxes needs."""
    return max((sum(map(_step, each.genes)) for each in stations), default=0.0)


def above(stations: Sequence[Station], xs: Sequence[float], ys: Sequence[float]) -> Boxes:
    """A pile over each station, above 0, with a line down to its point."""
    width = 0.95 * (xs[1] - xs[0]) if len(xs) > 1 else 20.0
    bars: list[Bar] = []
    labels: list[Label] = []
    lines = []
    for station, x, y in zip(stations, xs, ys, strict=True):
        top = -sum(map(_step, station.genes))
        for gene in station.genes:
            box = percent(x - width / 2), number(top), percent(width)
            bars.append(Bar(*box, number(_height(gene)), f"gene gene-{gene.state}"))
            labels += _texts(gene, percent(x), top)
            top += _step(gene)
        if station.genes:
            css = _line_css(station.genes)
            lines.append(Line(percent(x), number(-GAP), percent(x), number(y), css))
    return Boxes(tuple(bars), tuple(labels), tuple(lines))


def room_in_row(station: Station) -> float:
    """How many pixels the genes of a station add to its row of the upright form."""
    return ROW * len(station.genes) + GAP if station.genes else 0.0


def in_row(station: Station, top: float) -> Boxes:
    """The genes of a station at the top of its row, one line each."""
    bars, labels = [], []
    for place, gene in enumerate(station.genes):
        y = top + GAP + ROW * place
        css = f"gene gene-{gene.state}"
        bars.append(Bar("0", number(y), percent(LEFT_HALF), number(ROW - 4), css))
        text = " ".join(str(line) for line in gene.lines)
        labels.append(Label("0", number(y + 14.5), text, _name_css(gene), dx="6"))
    return Boxes(tuple(bars), tuple(labels))


def _height(gene: Gene) -> float:
    return LINE * len(gene.lines) + PADDING


def _step(gene: Gene) -> float:
    return _height(gene) + GAP


def _texts(gene: Gene, x: str, top: float) -> Iterator[Label]:
    for place, line in enumerate(gene.lines):
        css = "t-ax" if place else _name_css(gene)
        yield Label(x, number(top + LINE * (place + 1)), line, css, "middle")


def _name_css(gene: Gene) -> str:
    return "t-ax" if gene.state == "open" else "t-strong"


def _line_css(genes: Sequence[Gene]) -> str:
    """Dashed where no gene of the pile was read."""
    return "gene-open" if all(gene.state == "open" for gene in genes) else "gene-line"
