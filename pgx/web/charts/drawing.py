"""What every chart is made of: lines, labels, marks, curves, with coordinates as text."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Layer = Literal["published", "model"]
Text = str | Promise


def number(value: float) -> str:
    """A coordinate: at most two decimals and a dot."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def percent(value: float) -> str:
    """A coordinate in percent of the drawing."""
    return number(value) + "%"


@dataclass(frozen=True)
class Line:
    """A straight line. Its class says what it is."""

    x1: str
    y1: str
    x2: str
    y2: str
    css: str


@dataclass(frozen=True)
class Label:
    """A text at a point, moved by `dx` pixels."""

    x: str
    y: str
    text: Text
    css: str = ""
    anchor: str = "start"
    dx: str = "0"
    href: str = ""  # where it leads, if anywhere


@dataclass(frozen=True)
class Strip:
    """The margin rule of a layer along the path: solid or hatched."""

    x: str
    y: str
    width: str
    height: str
    layer: Layer


@dataclass(frozen=True)
class Bar:
    """A rectangle. Its class says what it is: a `part` is hatched in this person's color."""

    x: str
    y: str
    width: str
    height: str
    css: str


@dataclass(frozen=True)
class Mark:
    """A station's point: filled for published, open for modelled, dashed where there is none."""

    x: str
    y: str
    css: str
    radius: str
    square: bool = False


@dataclass(frozen=True)
class Box:
    """Where the curves are: percent across, pixels down."""

    left: float
    right: float
    top: float
    bottom: float
    marks: int  # how many steps of weeks there is room for

    @property
    def x(self) -> str:
        """Left edge."""
        return percent(self.left)

    @property
    def y(self) -> str:
        """Upper edge."""
        return number(self.top)

    @property
    def width(self) -> str:
        """From left to right."""
        return percent(self.right - self.left)

    @property
    def height(self) -> str:
        """From top to bottom."""
        return number(self.bottom - self.top)


@dataclass(frozen=True)
class Curve:
    """A line through the inner drawing, which is 100 wide and 100 high."""

    points: str
    css: str


@dataclass(frozen=True)
class Drawing:
    """One picture of a chart, for a wide or a narrow place."""

    height: str
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    strips: tuple[Strip, ...] = ()
    marks: tuple[Mark, ...] = ()
    curves: tuple[Curve, ...] = ()
    bars: tuple[Bar, ...] = ()
    plot: Box | None = None
    above: float = 0.0  # pixels above 0 that it needs
