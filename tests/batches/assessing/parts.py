"""Parts for tests, made as the reading of a file makes them."""

import numpy as np
import pyarrow as pa

from pgx.batches.assessing import assess_part
from pgx.batches.errors import RowError
from pgx.batches.header import CONTROLS, SUBJECT
from pgx.batches.options import Options
from pgx.batches.parts import part_schema, write_fault
from pgx.science.population import draw

MISSING = ("", "./.", "NA")
ODD = ("A/Q", "C/C", "*1/*99", "*1/*1\x1f*1/*2", "X/X\x1fX/Y")
BESIDE = ("", "", "", "omeprazole", "fluvoxamine; tramadol", "phenelzine", "zauberpulver", "None")


def part(rows, faults=()):
    """A part of dicts by column; a subject's missing column is an empty text."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    controls = [name for name in CONTROLS if name in names]
    markers = [name for name in names if name not in controls]
    schema = part_schema(controls, markers)
    told = {place: write_fault(RowError(0, *fault)) for place, fault in dict(faults).items()}
    columns = [
        pa.array(range(2, len(rows) + 2), pa.int64()),
        pa.array([told.get(place) for place in range(len(rows))], schema.field("fault").type),
        *(
            pa.array([row.get(name, "") for row in rows], schema.field(name).type)
            for name in schema.names[2:]
        ),
    ]
    return pa.table(columns, schema=schema)


def assessed(knowledge, rows, options=Options(), repeated=None, faults=()):  # noqa: B008
    """What a part of these rows gives."""
    again = np.zeros(len(rows), bool) if repeated is None else np.array(repeated)
    return assess_part(part(rows, faults), again, options, knowledge)


def random_rows(knowledge, number, seed=1):
    """Rows of every kind: all drugs and doses, missing and odd cells, words on the strand."""
    rng = np.random.default_rng(seed)
    panel = draw(knowledge, "EUR", number, rng)
    drugs = list(knowledge.drugs.values())
    rows = []
    for place in range(number):
        drug = drugs[rng.integers(len(drugs))]
        times = rng.choice([0.5, 1, 1, 1, 1.5])
        row = {
            SUBJECT: f"S{place}",
            "drug": drug.drug,
            "dose_mg_per_day": f"{drug.value('reference_dose') * times:g}",
            "co_medications": str(rng.choice(BESIDE)),
            "orientation": str(rng.choice(["", "literature", "Plus"])),
        }
        for marker in panel:
            kind = rng.random()
            odd = rng.choice(MISSING) if kind < 0.1 else rng.choice(ODD)
            row[marker] = str(odd) if kind < 0.15 else panel[marker][place]
        rows.append(row)
    return rows
