"""Many rows at once, and their times as numbers: reading times takes longer than all the rest."""

from __future__ import annotations

from typing import Any

import numpy as np
from django.db import connection
from django.db.models import BigIntegerField, Func, QuerySet
from numpy.typing import ArrayLike, NDArray

MICROSECONDS = 1e6  # in a second


class Moment(Func):
    """A time of a row as whole microseconds since 1970."""

    template = "(EXTRACT(EPOCH FROM %(expressions)s) * 1000000)::bigint"
    output_field = BigIntegerField()

    def as_sqlite(self, *args: Any, **kwargs: Any) -> Any:
        """There a time is a text, whose last six digits are missing where they are all 0."""
        own = (
            "(CAST(strftime('%%%%s', substr(%(expressions)s, 1, 19)) AS INTEGER) * 1000000"
            " + CAST(substr(%(expressions)s, 21) AS INTEGER))"
        )
        return self.as_sql(*args, **kwargs, template=own)


def read(found: QuerySet[Any], *columns: str | Moment) -> list[tuple[Any, ...]]:
    """The columns of rows as the database gives them: on SQLite what is true is 1."""
    with connection.cursor() as cursor:
        cursor.execute(*found.values_list(*columns).query.sql_with_params())
        return list(cursor.fetchall())


def seconds(moments: ArrayLike) -> NDArray[np.float64]:
    """Moments as seconds since 1970, to the last bit those of `datetime.timestamp`."""
    return np.asarray(moments, np.int64) / MICROSECONDS
