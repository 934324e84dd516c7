"""A level that differs by genotype, and how little of it is left further down the chain."""

from __future__ import annotations

import numpy as np

from pgx.rounding import ratio
from pgx.science import exposure
from pgx.web.figures.canvas import WIDTH, Canvas, apart
from pgx.web.figures.material import Material
from pgx.web.figures.panel import LABEL_GAP, Axis, Panel

DRUG, GENE = "escitalopram", "CYP2C19"
# The links of the chain that are shown, and what is read there.
LINKS = {
    "level": "Ct_p",
    "SERT occupied": "steady.th_SERT",
    "serotonin tone": "S_at",
    "resilience": "R_at",
    "symptom points": "points",
}
PUBLISHED = 1  # links from the left whose value is read from published data
START, END, TALL = 232.0, WIDTH - 150.0, 290.0


def figure(material: Material) -> str:
    """Ratios to a normal metabolizer at each link, on a log axis; one line a phenotype."""
    ratios = _ratios(material)
    canvas = Canvas(_title(ratios), _says(material), 30 + TALL + 34)
    x = Axis(0, len(LINKS) - 1, START, END, range(len(LINKS)))
    top = canvas.top + 30
    panel = Panel(canvas, x, Axis(0.7, 4, top + TALL, top, (0.8, 1, 1.5, 2, 3), log=True))
    _grid(panel)
    _layers(panel)
    for name, values in ratios.items():
        if name != exposure.NORMAL:
            _phenotype(panel, values)
    _starts(panel, ratios)
    _ends(panel, ratios)
    return canvas.svg()


def _grid(panel: Panel) -> None:
    for tick in panel.y.ticks:
        panel.canvas.line((84, panel.y(tick)), (END, panel.y(tick)), "grid")
        panel.canvas.text(76, panel.y(tick) + 4.5, f"×{tick:g}", "small end")
    panel.canvas.line((START, panel.y(1)), (END, panel.y(1)), "one")
    panel.below(list(LINKS), "strong middle")


def _starts(panel: Panel, ratios: dict[str, list[float]]) -> None:
    """Every phenotype's name and level, at the start of its line."""
    places = apart([panel.y(each[0]) + 4.5 for each in ratios.values()], LABEL_GAP, panel.y.start)
    for name, at in zip(ratios, places, strict=True):
        who = "reference" if name == exposure.NORMAL else "person"
        panel.canvas.text(START - 14, at, _words(name, ratios[name][0]), f"end halo {who}")


def _ends(panel: Panel, ratios: dict[str, list[float]]) -> None:
    """The highest and the lowest line's name and last value, at its end."""
    order = sorted(ratios, key=lambda name: ratios[name][-1])
    for name in (order[0], order[-1]):
        last = ratios[name][-1]
        panel.canvas.text(END + 13, panel.y(last) + 4.5, _words(name, last), "person halo")


def _words(phenotype: str, value: float) -> str:
    return f"{phenotype.removesuffix(' Metabolizer').lower()} {ratio(value)}"


def _ratios(material: Material) -> dict[str, list[float]]:
    """Phenotype -> its ratio to normal at each link, from the highest level down."""
    rows = material.knowledge.exposure_ratios
    names = [r.phenotype for r in rows if (r.drug, r.gene) == (DRUG, GENE) and not r.functions]
    names = [exposure.NORMAL, *dict.fromkeys(names)]
    people = ["" if name == exposure.NORMAL else f"{GENE}={name}" for name in names]
    found = material.of_people(DRUG, None, people, tuple(LINKS.values()))
    ends = np.stack([found[key][:, -1] for key in LINKS.values()], axis=1)
    shares = dict(zip(names, (ends / ends[0]).tolist(), strict=True))
    return dict(sorted(shares.items(), key=lambda item: -item[1][0]))


def _phenotype(panel: Panel, ratios: list[float]) -> None:
    places = [panel.at(link, value) for link, value in enumerate(ratios)]
    panel.canvas.curve(places, "person-dash")
    for link, place in enumerate(places):
        css = "mark-person-full" if link < PUBLISHED else "mark-person"
        panel.canvas.mark(place, css, 5)


def _layers(panel: Panel) -> None:
    """Where the published part ends."""
    border = panel.x(PUBLISHED - 0.5)
    panel.canvas.line((border, panel.y.end - 14), (border, panel.y.start), "dot")
    panel.canvas.text(border - 8, panel.y.end - 4, "published", "published end")
    panel.canvas.text(border + 8, panel.y.end - 4, "modelled from here on", "small")


def _title(ratios: dict[str, list[float]]) -> str:
    first = next(iter(ratios.values()))
    return (
        f"The level is {ratio(first[0])}, SERT occupancy {ratio(first[1])}, modelled resilience "
        f"{ratio(first[-2])}: near its ceiling occupancy hardly moves."
    )


def _says(material: Material) -> str:
    drug = material.knowledge.drugs[DRUG]
    return (
        f"{drug.name} {drug.value('reference_dose'):g} mg a day, {GENE} phenotypes over a normal "
        "metabolizer, at the end of the course."
    )
