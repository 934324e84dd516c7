"""The wrong rules of beliefs: one expression over `known`, `factor` and `truth`."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from functools import lru_cache

NAMES = ("known", "factor", "truth")
CONSTANTS = (0, 1, 2)  # any other number would be one without a source
LONGEST = 200
OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
FUNCTIONS: Mapping[str, Callable[..., float]] = {"min": min, "max": max}


@lru_cache(maxsize=256)
def parse(rule: str) -> ast.expr:
    """The expression of a rule. Raises ValueError, which says what is wrong.

    >>> ast.unparse(parse("min(1, known * factor)"))
    'min(1, known * factor)'
    """
    if len(rule) > LONGEST:
        raise ValueError(f"the rule has {len(rule)} characters: at most {LONGEST}")
    try:
        tree = ast.parse(rule.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(f"{rule!r} is no expression") from None
    _check(tree)
    return tree


def _check(node: ast.expr) -> None:
    match node:
        case ast.Constant(value=value) if type(value) is int and value in CONSTANTS:
            pass
        case ast.Name(id=name) if name in NAMES:
            pass
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            _check(left)
            _check(right)
        case ast.Call(func=ast.Name(id=name), args=[_, _, *_] as args, keywords=[]) if (
            name in FUNCTIONS
        ):
            for each in args:
                _check(each)
        case _:
            raise ValueError(
                f"{ast.unparse(node)!r} is not of the rule language: known, factor, truth, "
                "0, 1, 2, + - * / ( ), min(…, …) and max(…, …)"
            )


def needs(rule: str) -> set[str]:
    """The names that a rule reads. Raises ValueError."""
    return {node.id for node in ast.walk(parse(rule)) if isinstance(node, ast.Name)} & {*NAMES}


def value(rule: str, **known: float | None) -> float | None:
    """What who holds the belief would compute; None where that is no number.

    >>> value("min(1, known * factor)", known=0.8, factor=3.3, truth=0.87)
    1.0
    >>> value("known / factor", known=0.8, factor=0.0, truth=0.87) is None
    True
    """
    try:
        found = float(_value(parse(rule), known))
    except (ArithmeticError, TypeError):
        return None
    return found if math.isfinite(found) else None


def _value(node: ast.expr, known: Mapping[str, float | None]) -> float:
    match node:
        case ast.Constant(value=number):
            return number  # type: ignore[return-value]
        case ast.Name(id=name):
            return known[name]  # type: ignore[return-value]
        case ast.BinOp(left=left, op=op, right=right):
            return OPERATORS[type(op)](_value(left, known), _value(right, known))
        case ast.Call(func=ast.Name(id=name), args=args):
            return FUNCTIONS[name](*(_value(each, known) for each in args))
    raise TypeError(node)
