"""The texts of the wide path: ratios at the points, names of the bars, values beneath."""

from collections.abc import Callable, Iterator, Sequence

from django.utils.translation import gettext as _

from pgx.web.charts.drawing import Label, number, percent
from pgx.web.charts.stations import BIG_FROM, MANY, Station, is_start, largest_change, segments

STEEP = 30.0  # pixels between two neighbors from which a line would run through a label
ROOM = 20.0  # pixels that two names need from one another
BIG_ROOM = 42.0  # where the large ratio stands between them


def ratios(stations: Sequence[Station], xs: Sequence[float], ys: Sequence[float]) -> list[Label]:
    """The ratio at each point, on the side away from the reference line."""
    labels, largest = [], largest_change(stations)
    for index, station in enumerate(stations):
        if is_start(stations, index):
            continue
        x, y = percent(xs[index]), ys[index]
        if station.spans:
            labels += _beside(stations, index, x, ys)
            continue
        if not station.known:
            labels.append(Label(x, number(y - 14), station.missing, "t-ax halo", "middle"))
            continue
        big = index == largest and abs(station.height) > BIG_FROM
        css = "t-person t-big halo" if big else "t-person halo"
        below = station.height < 0
        if big and index and len(stations) > MANY:  # its lines fall away steeply on both sides
            labels.append(Label(x, number(y + 7), station.ratio_text, css, dx="16"))
            continue
        # Where a line falls steeply onto the point, the text stands clear of it.
        steep = index > 0 and (ys[index - 1] - y) * (1 if below else -1) > STEEP
        anchor, dx = ("start", "1") if steep and not big else ("middle", "0")
        away = 30 if below and big else 23 if below else -14
        labels.append(Label(x, number(y + away), station.ratio_text, css, anchor, dx))
    return labels


def _beside(
    stations: Sequence[Station], index: int, x: str, ys: Sequence[float]
) -> Iterator[Label]:
    """The ratio on the right of a bar, clear of the line that leaves it."""
    station, y = stations[index], ys[index]
    big = index == largest_change(stations) and abs(station.height) > BIG_FROM
    rises = any(ys[right] < y - 1 for left, right, _css in segments(stations) if left == index)
    below = rises or (station.branch and station.height < 0)
    away = (26 if big else 21) if below else (7 if big and index == 0 else -9)
    css = "t-person t-big halo" if big else "t-person halo"
    yield Label(x, number(y + away), station.ratio_text, css, dx="17")
    if station.branch and not any(left == index for left, _right, _css in segments(stations)):
        step = 17 if below else -17
        yield Label(x, number(y + away + step), _("stops here"), "t-ax halo", dx="17")


def span_names(
    stations: Sequence[Station], xs: Sequence[float], y_of: Callable[[float], float]
) -> list[Label]:
    """What the two bars are, once: at the first station where they are long enough."""
    for index, (station, x) in enumerate(zip(stations, xs, strict=True)):
        if len(station.spans) == 2:
            room = BIG_ROOM if index and index == largest_change(stations) else ROOM
            (bottom, people, _css), (_low, mean, _css) = station.spans
            if people <= mean or y_of(bottom) - y_of(people) < ROOM:
                continue
            labels = [_named(_("middle 95 % of people"), x, y_of(people) + 11)]
            below = y_of(station.height) - y_of(mean)
            if y_of(mean) - y_of(people) > ROOM and below > room:
                labels.append(_named(_("95 % interval of the mean"), x, y_of(mean) + 4))
            return labels
    return []


def _named(text: str, x: float, y: float) -> Label:
    return Label(percent(x), number(y), text, "t-ax halo", dx="17")


def names(stations: Sequence[Station], xs: Sequence[str]) -> list[Label]:
    """Under the rule: the station, this person's value, the reference's."""
    labels: list[Label] = []
    for x, station in zip(xs, stations, strict=True):
        name = Label(x, "275", station.label, "t-strong", "middle", href=station.href)
        labels.append(name)
        if station.known:
            labels.append(Label(x, "297", station.value_text, "t-person", "middle"))
            labels.append(Label(x, "317", station.reference_text, "t-ref", "middle"))
            labels.append(Label(x, "337", station.mean_ratio_text, "t-ax", "middle"))
        else:
            labels.append(Label(x, "297", station.missing, "t-ax", "middle"))
    return labels
