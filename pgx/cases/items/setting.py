"""What the checks of items know beside the items."""

from __future__ import annotations

from dataclasses import dataclass, field

from pgx.cases.checks import Setting
from pgx.cases.items.teaching import Taught


@dataclass(frozen=True, eq=False)
class ItemSetting(Setting):
    """A release with its rows, and the cases that teach."""

    taught: Taught = field(kw_only=True)
