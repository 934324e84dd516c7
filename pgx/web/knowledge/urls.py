"""Addresses of the knowledge pages. They are permanent: a row's address never changes."""

from django.urls import path

from pgx.web.chain import pages as chain
from pgx.web.controversies import pages as controversies
from pgx.web.knowledge import (
    claims,
    disagreement,
    disagreements,
    drug,
    drugs,
    genes,
    markers,
    misconceptions,
    references,
    releases,
    rows,
    search,
    start,
    statements,
)

urlpatterns = [
    path("", start.start, name="knowledge"),
    path("search", search.search, name="knowledge-search"),
    path("drugs/", drugs.drugs, name="knowledge-drugs"),
    path("drugs/<path:key>", drug.drug, name="knowledge-drug"),
    path("statements/", statements.statements, name="knowledge-statements"),
    path("statements/<path:key>", statements.statement, name="knowledge-statement"),
    path("disagreements/", disagreements.disagreements, name="knowledge-disagreements"),
    path("disagreements/<path:key>", disagreement.disagreement, name="knowledge-disagreement"),
    path("genes/", genes.genes, name="knowledge-genes"),
    path("genes/<path:key>", genes.gene, name="knowledge-gene"),
    path("markers/", markers.markers, name="knowledge-markers"),
    path("markers/<path:key>", markers.marker, name="knowledge-marker"),
    path("misconceptions/", misconceptions.misconceptions, name="knowledge-misconceptions"),
    path("misconceptions/<path:key>", misconceptions.misconception, name="knowledge-misconception"),
    path("references/", references.references, name="knowledge-references"),
    path("references/<path:key>", references.reference, name="knowledge-reference"),
    path("chain/", chain.whole, name="knowledge-chain"),
    path("chain/<slug:subject>/", chain.subject, name="knowledge-chain-subject"),
    path("controversies/", controversies.controversies, name="knowledge-controversies"),
    path("controversies/<slug:question>/", controversies.controversy, name="knowledge-controversy"),
    path("claims/", claims.claims, name="knowledge-claims"),
    path("claims/about/<str:topic>/", claims.topic, name="knowledge-claims-topic"),
    path("claims/<path:key>", claims.claim, name="knowledge-claim"),
    path("releases/", releases.listed, name="knowledge-releases"),
    path("releases/<str:version>/", releases.one, name="knowledge-release"),
    path("rows/", rows.tables, name="knowledge-tables"),
    path("rows/<str:table>/", rows.table, name="knowledge-table"),
    path("rows/<str:table>/<path:key>", rows.row, name="knowledge-row"),
]
