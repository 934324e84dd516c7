import numpy as np
import pytest

from pgx.science.panel import read_panel
from pgx.science.population import draw


@pytest.mark.parametrize("group", ["EUR", "AFR", "EAS", "SAS", "AMR"])
def test_draw_gives_readable_genotypes_at_the_frequencies(knowledge, group):
    subjects = 4000
    texts = draw(knowledge, group, subjects, np.random.default_rng(7))
    orientation = dict.fromkeys(knowledge.markers, "literature")

    panel = read_panel(knowledge, texts, orientation, subjects)

    assert {m.marker for m in knowledge.markers.values() if m.used_in_model} <= set(texts)
    assert all(call.status == "called" for marker in texts for call in panel[marker].distinct)
    met = np.mean([panel["rs6265"][i].alleles.count("A") for i in range(subjects)]) / 2
    assert met == pytest.approx(knowledge.frequencies[group]["rs6265"]["A"], abs=0.025)


def test_draw_repeats_with_its_seed(knowledge):
    first, second = (draw(knowledge, "EUR", 20, np.random.default_rng(3)) for _ in range(2))

    assert first == second
