"""The path from gene to response: ratio to the reference on a log axis."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx.web.charts.drawing import Drawing
from pgx.web.charts.path_upright import upright
from pgx.web.charts.path_wide import wide
from pgx.web.charts.stations import MANY, Scale, Station

OUTSIDE = 0.2  # doublings


@dataclass(frozen=True)
class PathChart:
    """The path, ready for `{% path chart %}`."""

    stations: tuple[Station, ...]
    sentence: str
    wide: Drawing
    upright: Drawing

    @property
    def many(self) -> bool:
        """Does it need the upright form earlier?"""
        return len(self.stations) > MANY


def path_chart(stations: Sequence[Station]) -> PathChart:
    """Draw the path from gene to response: ratio to the reference on a log axis, 1 marked."""
    points = [station.height for station in stations]
    ends = [end for station in stations for low, high, _css in station.spans for end in (low, high)]
    # There is always some room on both sides of 1, so that a small change looks small; a bar may
    # end a little outside.
    low = min(-1, math.floor(min(points)), *(math.floor(end + OUTSIDE) for end in ends))
    high = max(2, math.ceil(max(points)), *(math.ceil(end - OUTSIDE) for end in ends))
    scale = Scale(low, high)
    return PathChart(
        tuple(stations),
        _path_sentence(stations),
        wide(stations, scale),
        upright(stations, scale),
    )


def _path_sentence(stations: Sequence[Station]) -> str:
    """What the picture shows, for who cannot see it."""
    start = _("This person’s effect at each station, divided by the reference patient’s: ")
    said = [_station_sentence(each) + _genes_sentence(each) for each in stations]
    return start + "; ".join(said) + "."


def _station_sentence(station: Station) -> str:
    if not station.known:
        return f"{station.label} {station.missing}"
    interval = station.mean_ratio_text
    text = _("%(label)s %(ratio)s%(interval)s, %(value)s, reference %(reference)s, %(layer)s")
    return text % {
        "label": station.label,
        "ratio": station.ratio_text,
        "interval": _(" (95 %% interval %(ends)s)") % {"ends": interval} if interval else "",
        "value": station.value_text,
        "reference": station.reference_text,
        "layer": _("published") if station.published else _("modelled"),
    }


def _genes_sentence(station: Station) -> str:
    """Which genes act at a station."""
    genes = [" ".join(str(line) for line in gene.lines) for gene in station.genes]
    return _(" (genes: %(genes)s)") % {"genes": ", ".join(genes)} if genes else ""
