"""Checks of names: topics, sources, beliefs, tests, and what `assess` accepts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pgx.assessments.errors import FieldError, QuestionRefused, closest
from pgx.assessments.question import find_drug, find_marker
from pgx.cases.checks.setting import Setting
from pgx.cases.errors import Flaw
from pgx.cases.schema import Asked, Case, Order, Path, Regimen, strings

UNDER = 25  # the age below which the label's boxed warning speaks


def topics(case: Case, setting: Setting) -> Iterator[Flaw]:
    """Every topic is of topics.yaml, each once."""
    known = [each.topic for each in setting.topics]
    for place, topic in enumerate(case.topics):
        if topic not in known:
            reason = f"{topic} is not in topics.yaml. {closest(topic, known)}".strip()
            yield Flaw(("topics", place), reason)
        if topic in case.topics[:place]:
            yield Flaw(("topics", place), f"{topic} stands there twice")


def sources(case: Case, setting: Setting) -> Iterator[Flaw]:
    """Every source is a reference of the release."""
    known = setting.ground.knowledge.references
    for place, source in enumerate(case.sources):
        if source not in known:
            reason = f"{source} is not in references.csv. {closest(source, known)}".strip()
            yield Flaw(("sources", place), reason)


def beliefs(case: Asked, setting: Setting) -> Iterator[Flaw]:
    """Every belief is a misconception of the release."""
    for path, text in strings(case):
        if path[-1] in ("misconception", "belief", "leads"):
            try:
                setting.ground.belief(text)
            except LookupError:
                yield Flaw(path, f"{text} is not in misconceptions.csv")


def tests(case: Case, setting: Setting) -> Iterator[Flaw]:
    """Tests have ids of their own and markers that exist; a wanted test is one of them."""
    for at, step in enumerate(case.steps):
        if not isinstance(step, Order):
            continue
        yield from _tests(step, setting, ("steps", at, "tests"))
        ids = [test.id for test in step.tests]
        for place, wanted in enumerate(step.wanted):
            if wanted not in ids:
                yield Flaw(("steps", at, "wanted", place), f"there is no test {wanted}")


def _tests(step: Order, setting: Setting, path: Path) -> Iterator[Flaw]:
    ids = Counter(["nothing", "wanted", *(test.id for test in step.tests)])
    for place, test in enumerate(step.tests):
        if ids[test.id] > 1:
            yield Flaw((*path, place, "id"), f"{test.id} is taken")
        for marker in test.markers:
            if not find_marker(setting.ground.knowledge, marker):
                yield Flaw((*path, place, "markers"), f"{marker} is no marker of the release")


def drugs(case: Case, setting: Setting) -> Iterator[Flaw]:
    """The drugs to choose from are drugs of the release, each once."""
    for at, step in enumerate(case.steps):
        for place, name in enumerate(step.drugs if isinstance(step, Regimen) else ()):
            if name not in setting.ground.knowledge.drugs:
                found = find_drug(setting.ground.knowledge, name)
                hint = f"; write {found.drug}" if found else ""
                path = ("steps", at, "drugs", place)
                yield Flaw(path, f"{name} is no drug of the release{hint}")
            elif name in step.drugs[:place]:
                yield Flaw(("steps", at, "drugs", place), f"{name} stands there twice")


def runs_are_accepted(case: Asked, setting: Setting) -> Iterator[Flaw]:
    """Every run is a question that is answered, of genotypes that can be read."""
    runs = setting.values(case).runs
    for name, run in case.runs.items():
        try:
            answer = runs[name]
        except QuestionRefused as refused:
            yield from (_refused(name, case, each) for each in refused.errors)
            continue
        for call in answer.calls:
            if call.status == "invalid":
                where: Path = ("runs", name) if call.marker in run.panel else ("person",)
                path = (*where, "panel", call.marker)
                yield Flaw(path, f"{call.given!r} cannot be read: {call.reason}", call.given)


def _refused(run: str, case: Asked, error: FieldError) -> Flaw:
    """Where in the case a field of the question comes from."""
    field, _, rest = error.field.partition(".")
    own = case.runs[run]
    person: Path = ("person",)
    path: Path = {
        "genotypes": (("runs", run) if rest in own.panel else person) + ("panel", rest),
        "orientation": (*person, "orientation", rest),
        "co_medications": (
            person if own.co_medications is None else ("runs", run)) + ("co_medications",),
        "regimens": ("runs", run, rest.rpartition(".")[2]),
    }.get(field, ("runs", run))  # fmt: skip
    return Flaw(path, f"{error.message} {error.hint}".strip())


def boxed_warning(case: Asked, setting: Setting) -> Iterator[Flaw]:
    """The release has the warning that must stand beside a person under 25."""
    has = any("under_25" in each.about for each in setting.ground.knowledge.cautions)
    if case.person.age < UNDER and not has:
        yield Flaw(("person", "age"), "the release has no caution about under_25 to show")
