"""The figures of docs/model.md, drawn from a release by the code that the pages use."""

from collections.abc import Callable

from pgx.knowledge.reading import Content
from pgx.web.figures import courses, flattening, occupancy, spread, waterfall
from pgx.web.figures.material import Material, material_of

__all__ = ["FIGURES", "draw"]

FIGURES: dict[str, Callable[[Material], str]] = {
    "occupancy": occupancy.figure,
    "serotonin": courses.serotonin,
    "plasticity": courses.plasticity,
    "symptoms": courses.symptoms,
    "flattening": flattening.figure,
    "contributions": waterfall.figure,
    "intervals": spread.figure,
    "ketamine": courses.ketamine,
}


def draw(content: Content) -> dict[str, str]:
    """The SVG of every figure, by the name of its file."""
    material = material_of(content)
    return {f"{name}.svg": figure(material) for name, figure in FIGURES.items()}
