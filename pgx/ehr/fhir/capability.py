"""The CapabilityStatement: what can be read, searched and asked under /fhir/."""

from __future__ import annotations

from typing import Any

import pgx
from pgx import notice
from pgx.ehr.fhir.codes import GUIDE, OURS
from pgx.ehr.fhir.outcomes import CONTENT_TYPE
from pgx.ehr.fhir.resources.parts import Resource, present, resource
from pgx.ehr.fhir.search.parameters import PARAMETERS, includes

CHANGED = "2026-11-22"  # when the list below last changed
SEARCHES = (
    "Search by GET, or by POST to [type]/_search. _sort orders Patient by name, birthdate or _id. "
    "Not supported: _revinclude, _has, chained parameters."
)
OPERATIONS = {
    "find-subject-haplotypes": f"{GUIDE}OperationDefinition/find-subject-haplotypes",
    "find-subject-tx-implications": f"{GUIDE}OperationDefinition/find-subject-tx-implications",
    "assess": f"{OURS}OperationDefinition/assess",
}


def capability(base: str) -> Resource:
    """The statement of this server; `base` is the address of /fhir."""
    return resource(
        "CapabilityStatement",
        "Synthetic teaching patients, and what guidelines say of their genotypes.",
        status="active",
        date=CHANGED,
        kind="instance",
        fhirVersion="4.0.1",
        format=[CONTENT_TYPE, "json"],
        software={"name": "Raphe", "version": pgx.__version__},
        implementation={"description": str(notice.NOTICE), "url": base},
        implementationGuide=[f"{GUIDE}ImplementationGuide/hl7.fhir.uv.genomics-reporting"],
        rest=[_server()],
    )


def _server() -> dict[str, Any]:
    return {
        "mode": "server",
        "documentation": f"{notice.NOTICE_SHORT}. {SEARCHES}",
        "security": {"cors": True, "description": "Reading needs no token."},
        "resource": [_type(kind) for kind in PARAMETERS],
        "operation": [
            {"name": name, "definition": definition} for name, definition in OPERATIONS.items()
        ],
    }


def _type(kind: str) -> dict[str, Any]:
    parameters = [
        {"name": name, "type": each.kind} for name, each in sorted(PARAMETERS[kind].items())
    ]
    return present(
        type=kind,
        interaction=[{"code": "read"}, {"code": "search-type"}],
        versioning="no-version",
        searchInclude=sorted(includes(kind)),
        searchParam=parameters,
    )
