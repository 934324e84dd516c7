"""What the interface is for, in the schema's own words."""

from __future__ import annotations

from typing import Any

from pgx import notice
from pgx.api.schema.operations import BEARER
from pgx.api.schema.records import Schema

VERSION = "1"  # of the contract: /api/v1/
DESCRIPTION = """**{notice}**

Raphe takes a genotype panel and drug regimens, and answers with two layers that never blur: what
published guidelines say, and what an illustrative model shows, every number with its source. It
is made for clinician training, teaching EHR sandboxes and class data sets. Show the `notice` of
an answer with its numbers. `medicine_notice` speaks to whoever takes one of these medicines.

## Orientation
The two strands of DNA write one genotype in two ways. `plus` is the plus strand of GRCh38, as
sequencers and arrays report; `literature` is the strand of the paper that made the marker known.
Without an orientation a genotype that both strands could mean is `ambiguous`, and the model uses
the reference value: not tested is not normal.

## Tokens
`POST /api/v1/assessments` and what the knowledge base holds can be asked without a token, at a
lower rate. Class files need one. For more, make a token on your account page and send it as
`Authorization: Bearer ...`.

## Errors
Every error is a problem document (RFC 9457) with a stable `code`; `errors` names the fields at
fault by path, with the nearest valid value where there is one. A method that an address does not
have is 405. A genotype that cannot be read is no error: its call says so.

## Limits
`RateLimit-*` headers say how much is left; beyond it the answer is 429 with `Retry-After`. A body
has at most 1 MiB (413), but for a class file, whose limit its page names.

## Versions
Within `/api/v1/` nothing is taken away and no meaning changes; fields may be added, so ignore
those that you do not know. Every answer names the engine and the knowledge release that made it:
the same question to the same release and engine gives the same bytes.
"""
TAGS = {
    "assessments": "Ask what guidelines and the model say of genotypes and drugs.",
    "batches": "Send a class file, look at what was understood, start, follow, fetch the results.",
    "knowledge": "Genes, markers, drugs, what guidelines say, sources, claims, and releases of it.",
}
SECURITY = {
    "type": "http",
    "scheme": "bearer",
    "description": "A token from your account page. Its scopes: `assess` asks for assessments and "
    "keeps them, `batch` is for class data sets, `read` reads the knowledge base.",
}


def introduce(result: Schema, **_: Any) -> Schema:
    """Postprocessing hook: title, description, tags and the security scheme."""
    used = {
        tag for item in result["paths"].values() for each in item.values() for tag in each["tags"]
    }
    result["info"] = {
        "title": "Raphe",
        "version": VERSION,
        "summary": str(notice.NOTICE_SHORT),
        "description": DESCRIPTION.format(notice=notice.NOTICE),
        "license": {"name": "MIT", "identifier": "MIT"},
    }
    result["tags"] = [{"name": k, "description": v} for k, v in TAGS.items() if k in used]
    result["components"]["securitySchemes"] = {BEARER: SECURITY}
    return result
