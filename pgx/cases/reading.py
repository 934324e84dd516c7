"""Case files -> cases. Nothing is half-read: faults refuse a file whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from pydantic import BaseModel, ValidationError

from pgx.cases.errors import CaseRefused
from pgx.cases.places import MOST_BYTES, NotPlain, Places, plain, read_places
from pgx.cases.schema import Case
from pgx.echo import short
from pgx.knowledge.errors import Fault
from pgx.knowledge.reading import decode

FOLDER: Path = settings.BASE_DIR / "fixtures" / "cases"
TOPICS = "topics.yaml"
SAYS = {
    "missing": "is missing",
    "extra_forbidden": "there is no such key",
    "string_type": "is not a text: put it in quotes",
}
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class CaseFile:
    """A case as it stands in its file, of which every place knows its line."""

    case: Case
    places: Places
    text: str

    @property
    def sha256(self) -> str:
        """The hash of the file's text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def read_folder(folder: Path = FOLDER) -> Iterator[CaseFile | CaseRefused]:
    """Every case of a folder by name, read or refused."""
    for path in sorted(folder.glob("*.yaml")):
        if path.name == TOPICS:
            continue
        try:
            yield read_file(path)
        except CaseRefused as refused:
            yield refused


def read_file(path: Path) -> CaseFile:
    """A case of a file. Raises CaseRefused with every fault of its form."""
    return read_case(path.name, _bytes(path))


def read_file_as(model: type[Model], path: Path) -> tuple[str, Places, Model]:
    """The text, places and values of a file. Raises CaseRefused."""
    return read_as(model, path.name, _bytes(path))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CaseRefused([Fault(path.name, 0, "", f"cannot be read: {error.strerror}")]) from None


def read_case(file: str, content: bytes) -> CaseFile:
    """A case of a file's bytes. Raises CaseRefused with every fault of its form."""
    text, places, case = read_as(Case, file, content)
    if file != f"{case.case}.yaml":
        raise CaseRefused([places.fault(("case",), f"the file is {file}, so write {file[:-5]}")])
    return CaseFile(case, places, text)


def read_as(model: type[Model], file: str, content: bytes) -> tuple[str, Places, Model]:
    """A file's text, places and values. Raises CaseRefused."""
    text = _text(file, content)
    try:
        places = read_places(file, text)
        values = plain(places)
    except NotPlain as error:
        raise CaseRefused([Fault(file, error.line, error.field, error.reason)]) from None
    try:
        return text, places, model.model_validate(values)
    except ValidationError as error:
        raise CaseRefused([_fault(places, dict(each)) for each in error.errors()]) from None


def _text(file: str, content: bytes) -> str:
    if len(content) > MOST_BYTES:
        reason = f"{len(content)} bytes are too many: at most {MOST_BYTES}"
        raise CaseRefused([Fault(file, 0, "", reason)])
    faults: list[Fault] = []
    text = decode(file, content, faults)
    if text is None:
        raise CaseRefused(faults)
    return text


def _fault(places: Places, error: dict[str, Any]) -> Fault:
    kind, says = error["type"], error["msg"].removeprefix("Value error, ")
    if kind == "missing":
        return places.fault(error["loc"], SAYS[kind])
    near = getattr(error.get("ctx", {}).get("error"), "near", "")
    plain = isinstance(error["input"], str | int | float) and kind not in (*SAYS, "value_error")
    echo = f" (found {short(str(error['input']))})" if plain else ""
    return places.fault(places.known(error["loc"]), SAYS.get(kind, says) + echo, near)
