"""The REST door: each view translates HTTP and nothing more."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from pgx.api.serializers import AssessmentRequest
from pgx.assessments.answer import Assessment
from pgx.assessments.assess import assess


@extend_schema(request=AssessmentRequest, responses=Assessment)
@api_view(["POST"])
def assessments(request: Request) -> Response:
    """Assess a panel with regimens. Stateless: nothing is stored.

    An unknown drug, marker or dose is 422. A genotype that cannot be read is no error: its call
    is `invalid`, and says why. An unknown co-medication is a flag. An MAO inhibitor beside an
    antidepressant stops the assessment: the result says so, and nothing is modelled.
    """
    body = AssessmentRequest(data=request.data)
    body.is_valid(raise_exception=True)
    return Response(assess(body.question()).to_json())
