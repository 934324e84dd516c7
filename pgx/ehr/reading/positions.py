"""Genomic HGVS -> the marker at that position of GRCh38, with both letters."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from django.conf import settings

from pgx.science.knowledge import Knowledge, Marker

FILE = settings.BASE_DIR / "fixtures" / "ehr" / "chromosomes.csv"
SUBSTITUTION = re.compile(r"(NC_\d{6}\.\d+):g\.(\d+)([ACGT])>([ACGT])")


@cache
def chromosomes() -> Mapping[str, str]:
    """The chromosome of each accession of GRCh38; read once a process."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return MappingProxyType({row["accession"]: row["chromosome"] for row in rows})


def find_substitution(knowledge: Knowledge, name: str) -> tuple[Marker, str, str] | None:
    """The marker, the reference letter and the alternate letter, both on the plus strand.

    None for other names than a substitution on GRCh38, and where no position that is
    verified in the knowledge base is meant.
    """
    found = SUBSTITUTION.fullmatch(name.strip())
    if not found:
        return None
    accession, position, reference, alternate = found.groups()
    for marker in knowledge.markers.values():
        here = (marker.chromosome, marker.grch38_position, marker.position_confidence)
        if here == (chromosomes().get(accession), position, "verified"):
            return marker, reference, alternate
    return None
