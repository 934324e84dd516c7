"""Steps that a guideline or the contributions judge: a regimen, and the links of an effect."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pgx.assessments.answer import ResultAnswer
from pgx.web.cases.asking import Choice
from pgx.web.cases.beside import beside
from pgx.web.cases.page import Page
from pgx.web.pictures import contribution_chart


@dataclass(frozen=True)
class Link:
    """A part of the effect that could carry it."""

    choice: Choice
    factor: float | None
    status: str


def regimen(page: Page) -> dict[str, Any]:
    """The drugs by guideline category, then A to Z; once chosen, what is said of each."""
    results = page.play.regimens(page.step)
    chosen = page.kept.one("drug")
    found: dict[str, Any] = {
        "drugs": [Choice(each.drug, each.name, each.drug == chosen) for each in results],
    }
    if page.answer:
        category = page.answer.found["category"]
        found["by_category"] = _by_category(results)
        found["category"] = category
        found["told_of_category"] = page.said.prose(page.step.feedback[category])
        found["chosen"] = next(each for each in results if each.drug == chosen)
    return found


def _by_category(results: list[ResultAnswer]) -> list[tuple[str, list[ResultAnswer]]]:
    grouped = groupby(results, key=lambda each: each.recommendation.category)
    return [(category, list(each)) for category, each in grouped]


def explain(page: Page) -> dict[str, Any]:
    """The links to pick from; once picked, the part of each, and the expert's sentence."""
    picked = page.kept.some("links")
    found: dict[str, Any] = {"words": page.kept.one("words")}
    if not page.answer:
        found["links"] = [
            Choice(link, link, link in picked)
            for link in page.play.shuffled(page.step.links, page.step)
        ]
        return found
    result = page.said.values.runs[page.step.run].results[0]
    parts = {each.group: each for each in result.contributions}
    carries = page.answer.found["carries"]
    found["links"] = [
        Link(
            Choice(link, link, link in picked, link in carries),
            parts[link].factor if link in parts else None,
            parts[link].status if link in parts else "",
        )
        for link in page.step.links
    ]
    chart = contribution_chart(result)
    return found | {"chart": chart, "result": result, **beside(result)}
