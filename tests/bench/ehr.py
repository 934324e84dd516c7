"""`make bench`: what a CDS call costs, beside the floor of the REST door.

A call is felt by a clinician in the middle of work. Distinct people with prefetched genotypes and
one order, asked as an EHR asks. Never a pass or a failure.
"""

import json
import tempfile
from pathlib import Path
from uuid import UUID, uuid5

from tests.bench.api import Caller, Case, distinct_panels, make_token, measure, prepare, print_head
from tests.bench.floors import server
from tests.ehr.calls import bundle, dosage, observation, order

NAMESPACE = UUID(int=9)
ORDERED = {"draftOrders": bundle(order(id="order-1", dosage=dosage(10)))}
SELECTED = {**ORDERED, "selections": ["MedicationRequest/order-1"]}
# The hook, what its context says beyond the patient, and how many times the floor it may cost.
HOOKS = (
    ("order-sign", ORDERED, 5, 8),
    ("order-select", SELECTED, 5, 8),
    ("patient-view", {}, 5, 8),
)


def main() -> None:
    print_head("EHR door")
    with tempfile.TemporaryDirectory() as folder, server(Path(folder), prepare) as port:
        caller, panels = Caller(port, make_token()), distinct_panels()
        for hook, context, most, most_p99 in HOOKS:
            case = Case(f"{hook}, prefetched", "POST", f"/cds-services/raphe-{hook}", None, most,
                        most_p99)  # fmt: skip
            bodies = [call(hook, context, place, each) for place, each in enumerate(panels)]
            print(measure(caller, case, bodies), flush=True)


def call(hook: str, context: dict, place: int, panel: dict[str, str]) -> bytes:
    """The body for one of the people."""
    patient = {"userId": "Practitioner/bench", "patientId": f"bench-{place}"}
    genotypes = [observation(text, gene=marker) for marker, text in panel.items() if text]
    body = {
        "hook": hook,
        "hookInstance": str(uuid5(NAMESPACE, f"{hook} {place}")),
        "context": patient | context,
        "prefetch": {
            "genotypes": bundle(*genotypes),
            "reports": None,
            "medications": None,
            "statements": None,
        },
    }
    return json.dumps(body).encode()


if __name__ == "__main__":
    main()
