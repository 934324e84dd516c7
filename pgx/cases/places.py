"""YAML that is meant as data: plain values, and the line of each.

Left out is what surprises: anchors and aliases, tags, `yes` and `no` as truth values, times,
keys that stand twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from pgx.cases.schema import Path
from pgx.echo import short
from pgx.knowledge.errors import Fault

MOST_BYTES = 100_000
DEEPEST = 20
INT = r"[-+]?(0|[1-9][0-9]{0,14})"
FLOAT = r"[-+]?[0-9]{0,15}\.[0-9]{1,15}([eE][-+]?[0-9]{1,2})?"
PLAIN = {  # tag -> its form, and the characters with which it can begin
    "tag:yaml.org,2002:bool": (r"true|false", "tf"),
    "tag:yaml.org,2002:int": (INT, "-+0123456789"),
    "tag:yaml.org,2002:float": (FLOAT, "-+.0123456789"),
    "tag:yaml.org,2002:null": (r"~|null|", ["~", "n", ""]),
}


class Loader(yaml.CSafeLoader):
    """PyYAML's safe loader with the few plain values that YAML 1.2 has."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}


for _tag, (_pattern, _first) in PLAIN.items():
    Loader.add_implicit_resolver(_tag, re.compile(f"({_pattern})$"), list(_first))


class NotPlain(Exception):
    """The text is not YAML of the plain kind."""

    def __init__(self, line: int, field: str, reason: str) -> None:
        super().__init__(reason)
        self.line, self.field, self.reason = line, field, reason


@dataclass(frozen=True)
class Places:
    """A file's values as nodes, which know their lines."""

    file: str
    lines: tuple[str, ...]
    root: yaml.Node

    def fault(self, path: Path, reason: str, near: str = "") -> Fault:
        """A fault at a place of the file, at the line with the word `near` where one has it."""
        first, node, read = self._node(path)
        field = read if path[-1:] == read[-1:] else (*read, *path[-1:])  # with a key that lacks
        last = min(max(first, node.end_mark.line), len(self.lines) - 1)
        found = (at for at in range(first, last + 1) if near and near in self.lines[at])
        return Fault(self.file, next(found, first) + 1, ".".join(map(str, field)), reason)

    def known(self, path: Path) -> Path:
        """The steps of a path that lead somewhere: the tag of a union is none."""
        return self._node(path)[2]

    def _node(self, path: Path) -> tuple[int, yaml.Node, Path]:
        """The line and node of a path, or of the last above it, and the steps that led there."""
        line, node, read = self.root.start_mark.line, self.root, []
        for step in path:
            if inner := _child(node, step):
                line, node = inner
                read.append(step)
        return line, node, tuple(read)


def _child(node: yaml.Node, step: str | int) -> tuple[int, yaml.Node] | None:
    """What a step leads to, and the line on which it begins, with its key where it has one."""
    if isinstance(node, yaml.MappingNode):
        return next(((k.start_mark.line, v) for k, v in node.value if k.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return next(((each.start_mark.line, each) for each in node.value[step : step + 1]), None)
    return None


def read_places(file: str, text: str) -> Places:
    """The nodes of a text. Raises NotPlain with the first thing that is wrong."""
    lines = tuple(text.splitlines()) or ("",)
    for at, line in enumerate(lines, 1):
        if line[: len(line) - len(line.lstrip())].count("\t"):
            raise NotPlain(at, "", "the line begins with a tab: use spaces")
    try:
        _refuse_tricks(text)
        root = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line, len(lines) - 1) + 1 if mark else 0
        raise NotPlain(line, "", f"not YAML: {error.problem}{_star(error)}") from None
    except yaml.YAMLError as error:
        raise NotPlain(0, "", f"not YAML: {short(str(error))}") from None
    if root is None:
        raise NotPlain(1, "", "the file is empty")
    for node, key in _twice(root):
        raise NotPlain(node.start_mark.line + 1, key, "the key is there twice")
    return Places(file, lines, root)


def _star(error: yaml.MarkedYAMLError) -> str:
    about = f"{error.problem} {error.context}"
    return "; write star alleles in quotes" if "alias" in about else ""


def _refuse_tricks(text: str) -> None:
    """Refuse what stands for something else, and what is nested beyond any use."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            reason = f"*{event.anchor} is an alias, which is not read; write star alleles in quotes"
            raise NotPlain(line, "", reason)
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise NotPlain(line, "", "anchors (&) and tags (!) are not read")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise NotPlain(line, "", f"nested more than {DEEPEST} deep")


def _twice(node: yaml.Node) -> Iterator[tuple[yaml.Node, str]]:
    """Keys that stand twice in one mapping."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                yield key, name
            seen.add(name)
            yield from _twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _twice(value)


def plain(places: Places) -> Any:
    """The values of a file as Python has them. Raises NotPlain."""
    return _plain(places.root)


def _plain(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {_key(key): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value) for value in node.value]
    return _scalar(node)


def _key(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    raise NotPlain(node.start_mark.line + 1, "", "a key is a word")


def _scalar(node: yaml.Node) -> Any:
    kind, text = node.tag.rpartition(":")[2], node.value
    if kind == "null":
        return None
    if kind == "bool":
        return text == "true"
    return {"int": int, "float": float}.get(kind, str)(text)
