"""`make bench`: what the knowledge desk costs, beside answering the reference panels alone.

Medians of several rounds in one process, on a new database in a folder of its own. Nothing here
passes or fails by a time.
"""

import tempfile
from functools import partial
from itertools import count

import numpy as np

from tests.bench.model import FOLDER, LINE, load_release, measure

ROUNDS = 7
TARGET = 5  # times the reference panels alone


def main() -> None:
    print(f"Knowledge desk: medians of {ROUNDS} rounds\n")
    print(LINE.format("", "measured", "target", ""))
    with tempfile.TemporaryDirectory() as folder:
        load_release(folder)
        effect_of_a_draft()


def effect_of_a_draft() -> None:
    """Both sides of an effect, and the draft's alone, against the panels answered three ways.

    A draft is compiled anew for each measurement: nothing of it is known before. The parent's
    side is kept by a process, because a release never changes; `both sides` drops that too.
    """
    from pgx.assessments.assess import assess
    from pgx.assessments.effect import effect, forget, reference_panels
    from pgx.assessments.effect.answers import answers
    from pgx.knowledge import releases

    parent, panels, fresh = releases.find(), reference_panels(), drafts()

    def one_by_one():
        for panel in panels:
            assess(panel.question, knowledge=parent)

    def together():
        answers.__wrapped__(next(fresh), panels)

    def draft_alone():
        effect(parent, next(fresh))

    def both_sides():
        forget()
        effect(parent, next(fresh))

    effect(parent, parent)
    taken = measure(one_by_one, together, draft_alone, both_sides, rounds=ROUNDS)
    show = partial(tell, taken)
    show("200 reference panels, one by one by assess (ms)", 0)
    show("200 reference panels of a new draft, together (ms)", 1)
    show("effect of a draft, the parent's side kept (ms)", 2)
    show("effect of a draft, both sides (ms)", 3)
    show("effect, parent kept: over the panels one by one", 2, 0)
    show("effect, both sides: over the panels one by one", 3, 0)
    show("effect, parent kept: over the panels together", 2, 1)
    show("effect, both sides: over the panels together", 3, 1)


def tell(taken, what: str, place: int, over: int | None = None) -> None:
    """One line of the table: milliseconds, or a ratio beside the target."""
    if over is None:
        print(LINE.format(what, f"{np.median(taken[:, place]) * 1e3:.0f}", "", ""), flush=True)
        return
    ratio = np.median(taken[:, place] / taken[:, over])
    met = "met" if ratio < TARGET else "missed"
    print(LINE.format(what, f"{ratio:.3g}", f"{TARGET:g}", met), flush=True)


def drafts():
    """The shipped release with another ratio in each, as a draft of it is compiled."""
    from pgx.knowledge.compiling import compile_release
    from pgx.knowledge.reading import read

    content = read(FOLDER)
    first, *rest = content.rows["exposure_ratios"]
    for number in count(1):
        changed = first.model_copy(update={"ratio": first.ratio + number / 10})
        rows = {**content.rows, "exposure_ratios": [changed, *rest]}
        yield compile_release("draft", f"draft {number}", rows)


if __name__ == "__main__":
    main()
