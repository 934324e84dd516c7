"""`make bench`: what the model costs, beside solving its equations and beside JSON.

Medians of several rounds in one process, on a new database in a folder of its own. Nothing here
passes or fails by a time.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

SUBJECTS, SAMPLE, ROUNDS = 100_000, 50, 5
DRUGS = ("escitalopram", "sertraline")
DAYS = (7.0, 14.0, 28.0, 56.0, 84.0)
STATES = ("n3", "dH", "sH", "pH", "dP", "sP", "pP")
ALONE = tuple(f"{x}_at" for x in ("S", "F", "A", "b", "f", "R", *STATES))
BOTH = (*ALONE, "points")
CONVERGED = {"rtol": 1e-10, "atol": 1e-13}
PANELS = 40
EVERY = "all drugs, summary"
LONGEST = 100_000  # bytes of JSON that count
TARGETS = {"difference": 1e-3, "full": 3, "summary": 10, "memory": 1.0}
LINE = "{:58}{:>12}{:>10}  {}"
FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "knowledge"


def main() -> None:
    memory = peak_memory()
    print(f"Model: medians of {ROUNDS} rounds, {SUBJECTS} subjects, {SAMPLE} by LSODA\n")
    print(LINE.format("", "measured", "target", ""))
    with tempfile.TemporaryDirectory() as folder:
        load_release(folder)
        for drug in DRUGS:
            for words, keys in (("alone", ALONE), ("with symptom run", BOTH)):
                compare(drug, words, keys)
        against_json()
    show("peak memory, 100,000 subjects (GB)", memory, "memory", most=True)


def show(what: str, measured: float, target: str = "", most: bool = False) -> None:
    """One line of the table; `most` where the target is not to be passed."""
    goal = TARGETS.get(target)
    met = "" if goal is None else "met" if most == (measured < goal) else "missed"
    print(LINE.format(what, f"{measured:.3g}", f"{goal:g}" if goal else "", met), flush=True)


def load_release(folder: str) -> None:
    """Django on a new SQLite database with the shipped release."""
    os.environ |= {"DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"}
    os.environ |= {"DJANGO_SETTINGS_MODULE": "pgx.settings", "LOG_LEVEL": "WARNING"}
    import django

    django.setup()
    from django.core.management import call_command

    from pgx.knowledge import releases

    call_command("migrate", verbosity=0)
    releases.load(FOLDER)


def measure(*works, rounds: int = ROUNDS):
    """Seconds that each of the works took; shape (rounds, works), after one to warm up.

    The works of a round follow one another, so that a busy machine slows all of them.
    """
    taken = np.empty((rounds + 1, len(works)))
    for turn, place in np.ndindex(taken.shape):
        start = time.perf_counter()
        works[place]()
        taken[turn, place] = time.perf_counter() - start
    return taken[1:]


def people(setup, drug, subjects=SUBJECTS):
    """Subjects with random genotypes, no two with the same exposure ratio."""
    from pgx.science import chain
    from pgx.science.modifiers import Genetics

    rng = np.random.default_rng(7)
    rows = chain.reference_rows(setup, np.full(subjects, setup.drug_index(drug)))
    ratios = rng.lognormal(0, 0.5, (subjects, 2))
    assert len(np.unique(ratios[:, 0])) == subjects
    modifiers = setup.knowledge.modifiers.values()
    most = {each.modifier: 2 if each.rule == "count" else 1 for each in modifiers}
    counts = {name: rng.integers(0, top + 1, subjects) * 1.0 for name, top in most.items()}
    return replace(rows, genetics=Genetics(ratios, counts))


def compare(drug: str, words: str, keys: tuple[str, ...]) -> None:
    """The vectorised model against LSODA, on the same subjects in the same run."""
    from pgx.knowledge import releases
    from pgx.science import chain
    from tests.bench import solver

    setup = solver.at_weeks(chain.setup(releases.find()), DAYS)
    rows = people(setup, drug)
    chosen = np.random.default_rng(8).choice(SUBJECTS, SAMPLE, replace=False)
    sample = [solver.leaves(setup, rows, subject) for subject in chosen]
    days, symptoms = np.array(DAYS), "points" in keys
    solve = partial(solver.solve, days=days, with_symptoms=symptoms)
    one, other = partial(chain.simulate, setup, rows, keys), partial(each, solve, sample)
    taken = measure(one, other) / (SUBJECTS, SAMPLE)
    ours, theirs = np.median(taken, axis=0)
    values = chain.simulate(setup, rows.take(chosen), keys)
    name = f"{drug}, {words}"
    show(f"{name}: a subject, this model (us)", ours * 1e6)
    show(f"{name}: a subject, LSODA (ms)", theirs * 1e3)
    show(f"{name}: LSODA over this model", np.median(taken[:, 1] / taken[:, 0]))
    for label, tolerance in (("LSODA as timed", {}), ("converged", CONVERGED)):
        found = [solver.outputs(v, days, solve(v, **tolerance)) for v in sample]
        show(f"{name}: difference, {label}", difference(values, found), "difference", most=True)


def difference(values, found) -> float:
    """The largest relative difference of any output of any subject on any day."""
    ratios = [values[key][place] / one[key] for place, one in enumerate(found) for key in one]
    return float(np.max(np.abs(np.array(ratios) - 1)))


def against_json() -> None:
    """A subject in full detail, and all drugs in summary, against its JSON."""
    from pgx.assessments.assess import assess
    from pgx.assessments.question import Question, Regimen

    full = [Question(panel, "literature", (Regimen("escitalopram"),)) for panel in panels()]
    every = [Question(panel, "literature") for panel in panels()]
    answers = [assess(question).to_json() for question in full]
    size = np.median([len(json.dumps(answer).encode()) for answer in answers])
    works = (
        partial(each, there_and_back, answers),
        *(partial(each, assess, q) for q in (full, every)),
    )
    taken = measure(*works) / PANELS * (min(1, LONGEST / size), 1, 1)
    counted, *_ = np.median(taken, axis=0)
    show("JSON of one full result (kB)", size / 1e3)
    show("JSON of it, there and back, counted (ms)", counted * 1e3)
    for place, name, target in ((1, "one drug, full detail", "full"), (2, EVERY, "summary")):
        show(f"{name} (ms)", np.median(taken[:, place]) * 1e3)
        show(f"{name}: over JSON", np.median(taken[:, place] / taken[:, 0]), target, most=True)


def there_and_back(answer) -> None:
    json.loads(json.dumps(answer))


def each(work, things) -> None:
    for thing in things:
        work(thing)


def panels() -> list[dict[str, str]]:
    """Invented people: genotype texts by marker, the same ones in every round."""
    from pgx.knowledge import releases
    from pgx.science import population

    knowledge = releases.find()
    drawn = population.draw(
        knowledge, next(iter(knowledge.frequencies)), PANELS, np.random.default_rng(9)
    )
    return [{name: texts[place] for name, texts in drawn.items()} for place in range(PANELS)]


def peak_memory() -> float:
    """GB that a process of its own takes at most, with everything that it imports.

    To be asked first: on Linux a child begins with what its parent had at most.
    """
    command = [sys.executable, "-m", "tests.bench.model", "memory"]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def hold_everybody() -> None:
    """What `peak_memory` starts: all states and symptoms of all subjects, once."""
    with tempfile.TemporaryDirectory() as folder:
        load_release(folder)
        from pgx.knowledge import releases
        from pgx.science import chain

        setup = chain.setup(releases.find())
        chain.simulate(setup, people(setup, DRUGS[0]), BOTH)
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9)


if __name__ == "__main__":
    hold_everybody() if sys.argv[1:] == ["memory"] else main()
