"""JSON as the REST door reads it: of a bounded size, plain text, every key once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any, NoReturn

from rest_framework.parsers import JSONParser

from pgx import problems
from pgx.api.problems import BodyRefused
from pgx.assessments.errors import FieldError
from pgx.echo import short


class Json(JSONParser):
    """Refuses what the standard library reads without a word, and what breaks it."""

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The body as Python values. Raises BodyRefused."""
        body = stream.read(problems.MOST_BYTES + 1)
        if len(body) > problems.MOST_BYTES:
            raise BodyRefused(413, problems.TOO_LARGE)
        try:
            return _read(body)
        except RecursionError:
            raise BodyRefused(400, "The body is nested too deeply.") from None
        except UnicodeDecodeError:
            raise BodyRefused(400, "The body is not UTF-8 text.") from None
        except UnicodeEncodeError:
            says = "The body has half of a character: a surrogate such as \\ud800 without its pair."
            raise BodyRefused(400, says) from None
        except ValueError as error:
            raise BodyRefused(400, f"The body is not JSON: {error}.") from None


def _read(body: bytes) -> Any:
    read = json.loads(
        body.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant
    )
    json.dumps(read, ensure_ascii=False).encode()  # fails for a surrogate without its pair
    return read


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, if no key stands in it twice: the last would win without a word."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            name = short(key).encode(errors="replace").decode()
            message = f"{name or 'The empty name'} is there twice in one object."
            error = FieldError(name or "body", "repeated_field", message, "Give it once.")
            raise BodyRefused(400, "A field is there twice; see errors.", [error])
        found[key] = value
    return found


def _no_constant(name: str) -> NoReturn:
    """NaN and Infinity are Python's, not JSON's."""
    raise ValueError(f"{name} is no number of JSON")
